using System.Collections.Immutable;
using System.Globalization;
using HeadlessDiscovery.Diagnosis;
using HeadlessDiscovery.Tool.Commands.Doctor;

namespace HeadlessDiscovery.Tool.Text;

/// <summary>What doctor, explain, wait and manifest say. The findings themselves are sentences of the library.</summary>
internal partial class Words
{
    /// <summary>The same language in the library.</summary>
    public virtual FindingLanguage Findings => FindingLanguage.English;

    public virtual CommandHelp Doctor => new(
        "Explains why these peers are listed, and what would change that",
        [
            new("headless-peers doctor orders-headless --port 5000 --expect 5", "why not 5 peers? Also connects to each"),
            new("kubectl get endpointslices -l kubernetes.io/service-name=orders-headless -o json | headless-peers doctor orders-headless --endpointslices -", "pod by pod"),
            new($"headless-peers doctor orders-headless --wait --ignore {FindingCatalogue.LineIgnored} --strict -o json", "for machines; any warning is exit code 1"),
        ],
        [
            "0    no error found",
            "1    at least one error; with --strict also a warning",
            "2    wrong usage",
            "3    DNS lookup failed: the peers may be fine",
            "70   a bug of the tool",
            "130  Ctrl+C; 143 SIGTERM",
        ]);

    public virtual string OptionSamples => "How many times each name server is queried by itself, 1 to 100 [default: 5]";
    public virtual string OptionWait => "Query again after the TTL, to distinguish a short delay from a lasting fault";
    public virtual string OptionAll => "Query every candidate, even after one has answered";
    public virtual string OptionIgnore => "Omit a finding; may be given several times";
    public virtual string OptionStrict => "A warning counts as an error";
    public virtual string OptionEndpointSlices => "The output of 'kubectl get endpointslices -o json', to compare pod by pod; - is standard input";
    public virtual string NotACode(string where, string text) => $"{where} '{text}' is not the code of a finding, such as {FindingCatalogue.OrdinalGap}.";
    public virtual string NotEndpointSlices(string path, string why) => $"--endpointslices '{path}' cannot be read as EndpointSlices: {why}";
    public virtual string SlicesOfAnother(string path, string owner, string service) => $"--endpointslices '{path}' has the EndpointSlices of {owner}, not of '{service}'. Give those of this Service, or the name of that one.";
    public virtual string SlicesOfMany(string path, IReadOnlyList<string> owners, string service) => $"--endpointslices '{path}' has the EndpointSlices of {Some(owners)}; '{service}' does not identify one. Give those of one Service: kubectl -n NAMESPACE get endpointslices -l kubernetes.io/service-name=NAME -o json";
    public virtual string MoreEvidence(int more) => Say($"… and {more} more: -v");
    public virtual string KubectlExample => "expected is the output of: kubectl get endpointslices -l kubernetes.io/service-name=NAME -o json";

    /// <summary>The first line.</summary>
    public string Verdict(DoctorReport report) => report.Examined switch
    {
        { Seen: null, Told: var told } => CouldNotAsk(told),
        _ when OtherKind(report) is { } other => $"{other.Title}.",
        { Told: { Outcome: LookupOutcome.Empty } told } => NoPeers(told),
        { Seen: { } seen } => Counted(report, seen),
    };

    /// <summary>The first line where peers were found: how many there are, and how many should be.</summary>
    protected virtual string Counted(DoctorReport report, int seen)
    {
        var self = report.Examined.Told.Self == SelfPresence.Present;
        var trouble = Trouble(report);
        var them = Say($"{Peers(seen)}{(self ? " and yourself" : string.Empty)}");
        return report.Examined.Evidence.Expected switch
        {
            { } count when seen < count => Say($"{seen} of {count} peers. You see {them}; you expected {count}."),
            { } count when seen > count => $"{them}, more than the {count} that you expected{trouble}.",
            { } count => $"All {Peers(count)}{(self ? ", and yourself" : string.Empty)}{trouble}.",
            _ when IsAlone(report, seen) => Say($"Alone: DNS lists only you (verified, {report.Examined.Verified} answers){trouble}."),
            _ => $"{them}{trouble}.",
        };
    }

    // What is wrong beside the number, as the end of the first sentence.
    private static string Trouble(DoctorReport report) => Foremost(report) switch
    {
        null => string.Empty,
        { Code: FindingCatalogue.PortRefused } => Count(report, PortState.Refused) is var refused && refused == 1 ? ", one refuses its port" : Say($", {refused} refuse their port"),
        { Code: FindingCatalogue.PortSilent } => Count(report, PortState.Silent) is var silent && silent == 1 ? ", one does not answer on its port" : Say($", {silent} do not answer on their port"),
        { } finding => $", but {finding.Title}",
    };

    public virtual string DoctorEnd(DoctorReport report)
    {
        var (errors, warnings, notes) = (report.Count(FindingSeverity.Error), report.Count(FindingSeverity.Warning), report.Count(FindingSeverity.Info));
        return Say($"{errors} {(errors == 1 ? "error" : "errors")}, {warnings} {(warnings == 1 ? "warning" : "warnings")}, {notes} {(notes == 1 ? "note" : "notes")} in {report.Examined.Duration.TotalSeconds:0.0} s · exit code {report.ExitCode} · for machines: -o json");
    }

    public virtual string WhyTitle => "Why";
    public virtual string CheckedTitle => "Checked";
    public virtual string Look => "look";
    public virtual string Fix => "fix";
    public virtual string More => "more";
    public virtual string Confidence(FindingConfidence confidence) => confidence switch
    {
        FindingConfidence.Certain => "certain",
        FindingConfidence.Likely => "likely",
        _ => "possible",
    };

    public virtual string NotChecked(string why) => $"not checked: {why}";
    public virtual string BecauseLookupFailed => "the lookup failed";
    public virtual string BecauseNobody => "the answer lists no other pod";
    public virtual string BecauseNoIdentity => "no server identifies itself or has a zone serial";
    public virtual string BecauseNoPort => "no port is known (--port N or --srv NAME)";
    public virtual string BecauseNotTcp => "the port is not TCP";
    public virtual string BecauseNotGiven(string option) => $"not given ({option})";
    public virtual string BecauseNoPodNames(string? result) => $"one address, and {(result is null or "answer" ? "no SRV record lists a pod" : $"no SRV records: {(result == "abandoned" ? "no answer in time" : Reason(result))}")}";
    public virtual string CheckedConfiguration(ResolverConfiguration configuration) =>
        Say($"{configuration.NameServers.Length} {(configuration.NameServers.Length == 1 ? "server" : "servers")} · ndots {configuration.Ndots} · search {(configuration.Search.IsEmpty ? None : string.Join(' ', configuration.Search))}");

    public virtual string CheckedName(LookupExplanation explanation) => explanation.Name is { } name
        ? Say($"{CandidateOf(explanation.Plan.Candidates.IndexOf(name) + 1, explanation.Plan.Candidates.Length)} answered: {name}")
        : Say($"{explanation.Plan.Candidates.Length} {(explanation.Plan.Candidates.Length == 1 ? "candidate" : "candidates")}, none has addresses");

    public virtual string CheckedCandidate(LookupExplanation explanation) => explanation.Outcome == LookupOutcome.Found
        ? Say($"{explanation.Plan.ServiceName} has {Peers(explanation.Peers.Length)}")
        : $"{explanation.Plan.ServiceName} {Reason(explanation.Reason.ToCode())}";

    public virtual string CheckedServers(int servers, int queries, int answers) =>
        Say($"{servers} {(servers == 1 ? "server" : "servers")}, {queries} {(queries == 1 ? "query" : "queries")}, {answers} {(answers == 1 ? "answer" : "answers")}");

    public virtual string CheckedReplicas(ServerInspection? inspection) => PerServer(inspection, server =>
        $"{(Identity(server) is { Count: > 0 } names ? $"answered by {Some(names)}" : "no server identifies itself")}{(server.Serials.IsEmpty ? string.Empty : $"; zone serial {Some(Serials(server))}")}");

    public virtual string CheckedAnswer(LookupExplanation explanation) => $"{(explanation.IsTruncated ? Truncated : Complete)}; id, question and sender match; {(explanation.Ttl is { } ttl ? Ttl(ttl) : "no TTL")}";
    public virtual string CheckedKind(LookupExplanation explanation, ServerInspection? inspection) =>
        !explanation.HostNames.IsEmpty ? Say($"headless: {explanation.HostNames.Length} SRV {(explanation.HostNames.Length == 1 ? "target is a pod" : "targets are pods")}, no alias")
        : inspection?.ReverseNames is [{ Names: { IsEmpty: false } names } one, ..] ? $"{one.Address} leads back to {Some(names)} (PTR)"
        : explanation.Peers.Length > 1 ? Say($"{explanation.Peers.Length} addresses of one name, no alias; no pod names (SRV)")
        : "lists this pod, no alias; no pod names (SRV)";

    public virtual string CheckedClient => "only a client (--client)";
    public virtual string CheckedSelf(string? address, string source) => $"{address} (from {source}) is in the answer";
    public virtual string CheckedMembers(int seen, int? expected) => expected is { } count ? Say($"{seen} of {count} expected") : Say($"{seen}, and no number to compare with (--expect N)");
    public virtual string CheckedPorts(ImmutableArray<PortProbe> ports, int peers) => ports.IsEmpty
        ? string.Empty
        : Say($"{ports.Count(probe => probe.State == PortState.Open)} of {ports.Length} accept TCP{(ports.Length < peers ? Say($" ({peers - ports.Length} were not tried)") : string.Empty)}, slowest {ports.Max(probe => probe.Duration).TotalMilliseconds:0.0} ms");

    public virtual string CheckedSlices(ImmutableArray<SliceEndpoint> endpoints) =>
        Say($"{endpoints.Length} endpoints compared with DNS{(Terminating(endpoints) is { Count: > 0 } leaving ? Say($", {leaving.Count} terminating: {Some(leaving)}") : string.Empty)}");

    public virtual CommandHelp Explain => new(
        "Prints the page of one finding; works offline",
        [
            new($"headless-peers explain {FindingCatalogue.OrdinalGap}", "why it happens, what to look at, what to change"),
            new("headless-peers explain 302 --lang ko", "in Korean"),
            new("headless-peers explain exit-codes", "what each exit code means"),
        ],
        QuietExits);

    public virtual string CodeArgument => $"The code of a finding, such as {FindingCatalogue.OrdinalGap}, or exit-codes";
    public virtual string CodeMissing => $"Specify a code, for example: {FindingCatalogue.OrdinalGap}, or exit-codes";
    public virtual IReadOnlyList<string> ExitCodesExplained =>
    [
        "0 is yes: resolve found at least --expect peers, doctor found no error, wait is ready; watch and demo ended normally.",
        "1 is a verified no: there are no peers or fewer than --expect, doctor found an error, wait found too few; demo broke a promise.",
        "2 is wrong usage: the message explains what is expected.",
        "3 means that the DNS lookup failed: no name server gave a trusted answer. The peers may be fine, so do not treat it as a no.",
        "70 is a bug of the tool: one line on standard error, the stack with -v.",
        "130 and 143 are Ctrl+C and SIGTERM; watch and demo end normally with these, with 0.",
    ];

    public virtual CommandHelp Wait => new(
        "Waits until enough members are listed; for init containers",
        [
            new("headless-peers wait orders-headless --min 3", "until three pods are listed, this one included"),
            new("headless-peers wait postgres --client --min 1 --for 5m", "in an init container: until another service has a pod"),
            new("headless-peers wait orders-headless --min 3 --stable 10s -o json", "one JSON object at the end"),
        ],
        [
            "0    ready: the members were listed for long enough",
            "1    verified: alone, or too few",
            "2    wrong usage",
            "3    undecided: the lookup failed, or no pod is listed. Do not form a cluster of one",
            "70   a bug of the tool",
            "130  Ctrl+C; 143 SIGTERM",
        ]);

    public virtual string OptionMinimum => "The minimum number of members, peers and this pod [default: 1]";
    public virtual string OptionWaitFor => "How long to wait, up to 24h [default: 60s]";
    public virtual string OptionStable => "For how long they must be listed without a break [default: 5s]";
    public virtual string StableTooLong(string text) => $"--stable {text} is longer than --for: the wait could never succeed.";
    public virtual string Waited(PeerReadiness ended, TimeSpan waited)
    {
        var members = ended.Snapshot.Members.Length;
        return ended.Reason switch
        {
            PeerReadinessReason.Ready => Say($"Ready: {members} {(members == 1 ? "member" : "members")}, {ended.Minimum} wanted, after {waited.TotalSeconds:0.0} s."),
            PeerReadinessReason.Alone => Say($"Alone: DNS lists only you; {ended.Minimum} wanted, waited {waited.TotalSeconds:0.0} s."),
            PeerReadinessReason.TooFew => Say($"Too few: {members} of {ended.Minimum} members, waited {waited.TotalSeconds:0.0} s."),
            _ when ended.Snapshot.LastOutcome == LookupOutcome.Empty => Say($"Undecided: no pod is listed, not even you; waited {waited.TotalSeconds:0.0} s. Do not form a cluster of one."),
            _ => Say($"Undecided: {Reason(ended.LookupReason.ToCode())}; waited {waited.TotalSeconds:0.0} s. Your peers may be fine."),
        };
    }

    public virtual CommandHelp Manifest => new(
        "Prints ready-to-apply YAML for a headless Service and its pods",
        [
            new("headless-peers manifest orders-headless --port 5000", "a Service and a Deployment"),
            new("headless-peers manifest orders-headless --port 5000 --statefulset --replicas 5", "pods with their own names"),
            new("headless-peers manifest orders-headless --port 5000 --image orders:1.2 | kubectl apply -f -", "apply it"),
        ],
        QuietExits);

    public virtual string OptionManifestPort => "The port of the peers";
    public virtual string OptionStatefulSet => "A StatefulSet instead of a Deployment: each pod has its own name";
    public virtual string OptionReplicas => "How many pods [default: 3]";
    public virtual string OptionImage => "The image of the container [default: the name of the application, :latest]";
    public virtual string NotAnObjectName(string text) => $"'{text}' is not the name of a Service: lower-case letters, digits and '-', a letter first, at most 63 characters, no namespace.";
    public virtual string StatefulSetTooLong(string name, int most) => Say($"The StatefulSet '{name}' would have a name of {name.Length} characters; at most {most} are possible, because each pod gets a label with the name and eleven more. Use a shorter name.");
    public virtual string NotAnImage(string text) => $"--image '{text}' is not the name of an image, such as registry.example.com/orders:1.2.";
    public virtual string YamlHeadless => "Headless: DNS lists every pod.";
    public virtual string YamlPublish => "Peers meet before they are Ready. Give other clients a second, normal Service.";
    public virtual string YamlPodIp => "This pod's addresses.";
    public virtual string YamlServiceName => "Gives each pod its name in DNS.";
    public virtual string YamlParallel => "Pods that wait for each other must start together.";
    /// <summary>Why nothing is known: a name that has addresses and no such port was answered, whatever the reason is called.</summary>
    public string CouldNotAsk(LookupExplanation explanation) => PeerDiagnosis.Of(explanation, Findings).FirstOrDefault(finding => finding.Code == FindingCatalogue.NoAddress) is { } noPort && explanation.Outcome == LookupOutcome.Unknown
        ? $"{noPort.Title}."
        : CouldNotAsk(explanation.Reason.ToCode());

    /// <summary>The pods of the EndpointSlices that are on their way out, each once.</summary>
    protected static IReadOnlyList<string> Terminating(ImmutableArray<SliceEndpoint> endpoints) =>
        [.. endpoints.Where(endpoint => endpoint.IsTerminating).Select(endpoint => endpoint.Pod ?? endpoint.Address.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The finding by which the name is not that of a headless Service; null without one.</summary>
    protected static Finding? OtherKind(DoctorReport report) => report.Findings.FirstOrDefault(
        finding => (finding.Code == FindingCatalogue.OutsideCluster && report.Examined.Told.Outcome == LookupOutcome.Found)
            || (FindingCatalogue.Row(finding.Code).IsOtherKind && finding is not { Code: FindingCatalogue.VirtualAddress, Severity: < FindingSeverity.Error }));

    /// <summary>The finding that the first line is about: the worst, and of these the first that says something about the peers.</summary>
    protected static Finding? Foremost(DoctorReport report) =>
        report.Findings.Where(finding => finding.Severity >= FindingSeverity.Warning && !finding.Code.StartsWith("HP1", StringComparison.Ordinal))
            .OrderByDescending(finding => finding.Severity)
            .ThenByDescending(finding => finding.Code[2])
            .FirstOrDefault();

    protected static bool IsAlone(DoctorReport report, int seen) =>
        seen == 0 && report.Examined.Told.Self == SelfPresence.Present && !report.Findings.Any(static finding => finding.Code == FindingCatalogue.VirtualAddress);

    protected static int Count(DoctorReport report, PortState state) => report.Examined.Evidence.Ports.Count(probe => probe.State == state);

    /// <summary>One server needs no address in front.</summary>
    protected static string PerServer(ServerInspection? inspection, Func<NameServerFacts, string> text) => inspection is { Servers: [var one] }
        ? text(one)
        : string.Join(" · ", (inspection?.Servers ?? []).Select(server => $"{server.Server}: {text(server)}"));

    protected static IReadOnlyList<string> Identity(NameServerFacts server) => [.. server.HostNames.Concat(server.Ids).Distinct(StringComparer.Ordinal)];

    protected static IReadOnlyList<string> Serials(NameServerFacts server) => [.. server.Serials.Distinct().Order().Select(serial => serial.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The first few, and dots for the rest.</summary>
    protected static string Some(IReadOnlyList<string> names) => names.Count <= 8 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(8))} …";
}
