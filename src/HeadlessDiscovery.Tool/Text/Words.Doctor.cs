using System.Collections.Immutable;
using System.Globalization;
using HeadlessDiscovery.Diagnosis;
using HeadlessDiscovery.Tool.Commands.Doctor;

namespace HeadlessDiscovery.Tool.Text;

/// <summary>What doctor, explain, wait and manifest say. The findings themselves are sentences of the library.</summary>
internal abstract partial class Words
{
    /// <summary>The same language in the library.</summary>
    public abstract FindingLanguage Findings { get; }

    public abstract string Doctor { get; }
    public abstract string OptionSamples { get; }
    public abstract string OptionWait { get; }
    public abstract string OptionAll { get; }
    public abstract string OptionIgnore { get; }
    public abstract string OptionStrict { get; }
    public abstract string OptionEndpointSlices { get; }
    public abstract IReadOnlyList<Example> DoctorExamples { get; }
    public abstract IReadOnlyList<string> DoctorExits { get; }
    public abstract string NotACode(string where, string text);
    public abstract string NotEndpointSlices(string path, string why);
    public abstract string KubectlExample { get; }
    public abstract string SlicesOfMany(string path, IReadOnlyList<string> owners, string service);
    public abstract string MoreEvidence(int more);

    public abstract string Verdict(DoctorReport report);
    public abstract string DoctorEnd(DoctorReport report);
    public abstract string WhyTitle { get; }
    public abstract string CheckedTitle { get; }
    public abstract string Look { get; }
    public abstract string Fix { get; }
    public abstract string More { get; }
    public abstract string Confidence(FindingConfidence confidence);
    public abstract string NotChecked(string why);
    public abstract string BecauseLookupFailed { get; }
    public abstract string BecauseNobody { get; }
    public abstract string BecauseNoIdentity { get; }
    public abstract string BecauseNoPort { get; }
    public abstract string BecauseNotTcp { get; }
    public abstract string BecauseNotGiven(string option);
    public abstract string BecauseNoPodNames(string? result);
    public abstract string CheckedConfiguration(ResolverConfiguration configuration);
    public abstract string CheckedName(LookupExplanation explanation);
    public abstract string CheckedCandidate(LookupExplanation explanation);
    public abstract string CheckedServers(int servers, int queries, int answers);
    public abstract string CheckedReplicas(ServerInspection? inspection);
    public abstract string CheckedAnswer(LookupExplanation explanation);
    public abstract string CheckedKind(LookupExplanation explanation, ServerInspection? inspection);
    public abstract string CheckedClient { get; }
    public abstract string CheckedSelf(string? address, string source);
    public abstract string CheckedMembers(int seen, int? expected);
    public abstract string CheckedPorts(ImmutableArray<PortProbe> ports, int peers);
    public abstract string CheckedSlices(ImmutableArray<SliceEndpoint> endpoints);

    public abstract string Explain { get; }
    public abstract string CodeArgument { get; }
    public abstract string CodeMissing { get; }
    public abstract IReadOnlyList<Example> ExplainExamples { get; }
    public abstract IReadOnlyList<string> ExitCodesExplained { get; }

    public abstract string Wait { get; }
    public abstract string OptionMinimum { get; }
    public abstract string OptionWaitFor { get; }
    public abstract string OptionStable { get; }
    public abstract string StableTooLong(string text);
    public abstract IReadOnlyList<Example> WaitExamples { get; }
    public abstract IReadOnlyList<string> WaitExits { get; }
    public abstract string Waited(PeerReadiness ended, TimeSpan waited);

    public abstract string Manifest { get; }
    public abstract string OptionManifestPort { get; }
    public abstract string OptionStatefulSet { get; }
    public abstract string OptionReplicas { get; }
    public abstract string OptionImage { get; }
    public abstract string NotAnObjectName(string text);
    public abstract string StatefulSetTooLong(string name, int most);
    public abstract string NotAnImage(string text);
    public abstract string YamlHeadless { get; }
    public abstract string YamlPublish { get; }
    public abstract string YamlPodIp { get; }
    public abstract string YamlServiceName { get; }
    public abstract string YamlParallel { get; }
    public abstract IReadOnlyList<Example> ManifestExamples { get; }

    /// <summary>Why nothing is known: a name that has addresses and no such port was answered, whatever the reason is called.</summary>
    public string CouldNotAsk(LookupExplanation explanation) => PeerDiagnosis.Of(explanation, Findings).FirstOrDefault(finding => finding.Code == FindingCatalogue.NoAddress) is { } noPort && explanation.Outcome == LookupOutcome.Unknown
        ? $"{noPort.Title}."
        : CouldNotAsk(explanation.Reason.ToCode());

    /// <summary>The pods of the EndpointSlices that are on their way out, each once.</summary>
    protected static IReadOnlyList<string> Terminating(ImmutableArray<SliceEndpoint> endpoints) =>
        [.. endpoints.Where(endpoint => endpoint.IsTerminating).Select(endpoint => endpoint.Pod ?? endpoint.Address.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The code of the finding by which the name is not that of a headless Service; null without one.</summary>
    protected static string? OtherKind(DoctorReport report) => report.Findings.FirstOrDefault(
        static finding => finding.Code is FindingCatalogue.OutsideCluster or FindingCatalogue.ClusterIp or FindingCatalogue.ExternalName or FindingCatalogue.OnePod
            || finding is { Code: FindingCatalogue.VirtualAddress, Severity: FindingSeverity.Error })?.Code;

    /// <summary>The finding that the first line is about: the worst, and of these the first that says something about the peers.</summary>
    protected static Finding? Foremost(DoctorReport report) =>
        report.Findings.Where(finding => finding.Severity >= FindingSeverity.Warning && !finding.Code.StartsWith("HP1", StringComparison.Ordinal))
            .OrderByDescending(finding => finding.Severity)
            .ThenByDescending(finding => finding.Code[2])
            .FirstOrDefault();

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
