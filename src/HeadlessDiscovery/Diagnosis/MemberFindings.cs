using System.Net.Sockets;

namespace HeadlessDiscovery.Diagnosis;

/// <summary>HP3xx: who is in the answer, and who should be.</summary>
internal static class MemberFindings
{
    public static void Add(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        Self(findings, explanation, evidence);
        SharedAddresses(findings, explanation);
        if (explanation.Outcome == LookupOutcome.Unknown)
        {
            return;
        }

        OtherFamily(findings, explanation, evidence);
        SliceFindings.Add(findings, explanation, evidence);
        Gap(findings, explanation, evidence);
        Ports(findings, explanation, evidence);
        Fewer(findings, explanation, evidence);
    }

    /// <summary>How many peers without self one lookup names.</summary>
    public static int Others(LookupExplanation explanation) => explanation.Peers.Count(peer => !explanation.OwnAddresses.Any(own => own.Address.Equals(peer.Address) && (own.Port is null || peer.Port is null || own.Port == peer.Port)));

    /// <summary>Whether somebody is missing.</summary>
    public static bool IsShort(LookupExplanation explanation, DiagnosisEvidence evidence) =>
        explanation.Outcome == LookupOutcome.Empty || (evidence.Expected is { } expected && Others(explanation) < expected);

    public static void SelfAbsent(FindingList findings, ServiceSubject subject, FindingText text, FindingConfidence confidence, IEnumerable<string> evidence) =>
        findings.Add(
            FindingCatalogue.SelfAbsent,
            FindingSeverity.Warning,
            confidence,
            text,
            evidence,
            subject.IsInCluster ? ["kubectl get pod $HOSTNAME -o wide", subject.Yaml()] : ["headless-peers config", $"headless-peers resolve {subject.Service} -v"]);

    /// <summary>A variable that should hold this pod's address holds something else.</summary>
    public static void SelfVariable(FindingList findings, OwnVariableProblem problem, IEnumerable<string> evidence) =>
        findings.Add(FindingCatalogue.SelfAbsent, FindingSeverity.Warning, FindingConfidence.Certain, findings.Texts.SelfVariable(problem.Variable, problem.Value, problem.Fault), [$"{problem.Variable}={problem.Value}", .. evidence], ["kubectl get pod $HOSTNAME -o yaml"]);

    /// <summary>The answer lists this process alone, by one of several addresses that it cannot tell apart.</summary>
    public static void OneOfOwnAddresses(FindingList findings, ServiceSubject subject, IEnumerable<Peer> listed, IEnumerable<Peer> others)
    {
        var (named, rest) = (string.Join(", ", listed), string.Join(", ", others));
        findings.Add(FindingCatalogue.VirtualAddress, FindingSeverity.Warning, FindingConfidence.Possible, findings.Texts.OneOfOwnAddresses(named, rest.Length == 0 ? "-" : rest, subject.IsInCluster), [findings.Texts.OwnAddresses(string.Join(", ", listed.Concat(others)), "interfaces")], ["headless-peers config"]);
    }

    public static void SelfLost(FindingList findings, ServiceSubject subject, IEnumerable<string>? evidence = null) =>
        findings.Add(FindingCatalogue.SelfLost, FindingSeverity.Warning, FindingConfidence.Certain, findings.Texts.SelfLost(subject.IsInCluster), evidence, subject.IsInCluster ? ["kubectl get pod $HOSTNAME -o wide", subject.Slices()] : [$"headless-peers resolve {subject.Service} -v"]);

    private static void Self(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        var subject = ServiceSubject.Of(explanation);
        if (explanation.IsStatic || explanation.Effect.Current.Membership == PeerMembership.Client)
        {
            return;
        }

        var own = explanation.OwnAddresses.IsEmpty ? "-" : string.Join(", ", explanation.OwnAddresses);
        if (explanation.OwnProblems is [var problem, ..])
        {
            SelfVariable(findings, problem, [findings.Texts.OwnAddresses(own, explanation.OwnSource)]);
        }
        else if (explanation.Effect.Current.Self == SelfPresence.Lost)
        {
            SelfLost(findings, subject, [findings.Texts.OwnAddresses(own, explanation.OwnSource)]);
        }
        else if (explanation.Effect.Current.IsSelfUncertain && !findings.Has(FindingCatalogue.VirtualAddress))
        {
            var listed = explanation.Effect.Current.Members;
            OneOfOwnAddresses(findings, subject, listed, explanation.OwnAddresses.Where(address => listed.Any(member => member.Address.AddressFamily == address.Address.AddressFamily) && !listed.Any(member => member.Address.Equals(address.Address))));
        }
        else if (explanation is { Outcome: LookupOutcome.Found, Self: SelfPresence.Absent } && !findings.HasOtherKind && !findings.Has(FindingCatalogue.OutsideCluster))
        {
            var (cause, services) = CauseOf(explanation, evidence);
            string[] reverse = cause == AbsenceCause.OtherService ? [.. OwnNames(explanation, evidence).Select(findings.Texts.Reverse)] : [];
            var text = explanation.OwnAddresses.IsEmpty ? findings.Texts.SelfUnknown(subject.IsInCluster) : findings.Texts.SelfAbsent(cause, services, subject.IsInCluster);
            var confidence = cause is AbsenceCause.NotReady or AbsenceCause.NotSelected ? FindingConfidence.Certain : FindingConfidence.Likely;
            SelfAbsent(findings, subject, text, confidence, [findings.Texts.OwnAddresses(own, explanation.OwnSource), .. reverse]);
        }
    }

    // What the Kubernetes API lists outweighs what DNS suggests; a variable that is not set is only a cause where nothing else is known.
    private static (AbsenceCause Cause, string? Services) CauseOf(LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        SliceEndpoint[] own = [.. (evidence.Endpoints ?? []).Where(endpoint => explanation.OwnAddresses.Any(address => address.Address.Equals(endpoint.Address)))];
        return evidence.Endpoints is not null && own.Length == 0 && explanation.OwnSource != "interfaces" ? (AbsenceCause.NotSelected, (string?)null)
            : own.Length > 0 && own.All(endpoint => !endpoint.IsReady) ? (AbsenceCause.NotReady, null)
            : Services(explanation, evidence) is { } services ? (AbsenceCause.OtherService, (string?)services)
            : explanation.OwnSource == "interfaces" ? (AbsenceCause.NoVariable, null)
            : (AbsenceCause.Unknown, null);
    }

    /// <summary>The Services that this pod belongs to by the PTR records of its addresses, as <c>orders-headless.shop</c>; null where there are none.</summary>
    public static string? Services(LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        string[] services =
        [
            .. OwnNames(explanation, evidence)
                .SelectMany(names => names.Names)
                .Select(name => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])
                .Where(name => ServiceSubject.Of(name).Namespace is not null && !string.Equals(name, explanation.Name, StringComparison.OrdinalIgnoreCase))
                .Select(name => $"{ServiceSubject.Of(name).Service}.{ServiceSubject.Of(name).Namespace}")
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return services.Length == 0 ? null : string.Join(", ", FindingTexts.First(services));
    }

    private static IEnumerable<ReverseName> OwnNames(LookupExplanation explanation, DiagnosisEvidence evidence) =>
        (evidence.Inspection?.ReverseNames ?? []).Where(names => !names.Names.IsEmpty && explanation.OwnAddresses.Any(own => own.Address.Equals(names.Address)));

    // Not by counting: a pod with two families and no host name of its own has a name for each address, and the SRV records are of another moment.
    private static void SharedAddresses(FindingList findings, LookupExplanation explanation)
    {
        (Peer At, string[] Pods)[] shared =
        [
            .. explanation.NamedAddresses.GroupBy(named => named)
                .Select(group => (group.Key, group.Select(named => named.HostName!).Distinct(StringComparer.OrdinalIgnoreCase).ToArray()))
                .Where(at => at.Item2.Length > 1),
        ];
        if (explanation.Outcome == LookupOutcome.Found && shared.Length > 0 && !findings.HasOtherKind)
        {
            findings.Add(
                FindingCatalogue.SharedAddresses,
                FindingSeverity.Warning,
                FindingConfidence.Likely,
                findings.Texts.SharedAddresses(shared.Sum(at => at.Pods.Length), shared.Length, ServiceSubject.Of(explanation).IsInCluster),
                shared.Select(at => $"{at.At}: {string.Join(", ", at.Pods)}"),
                ServiceSubject.Look(explanation, ServiceSubject.Of(explanation).Kubectl("get pods -o wide")));
        }
    }

    private static void OtherFamily(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        if (evidence.OtherFamily is not { Outcome: LookupOutcome.Found } other || !IsShort(explanation, evidence))
        {
            return;
        }

        var others = Others(other);
        if (others > Others(explanation))
        {
            var family = other.Peers.Any(peer => peer.Address.AddressFamily == AddressFamily.InterNetworkV6) ? "IPv6" : "IPv4";

            // Beside peers of the asked family these may be the same pods once more.
            var confidence = explanation.Outcome == LookupOutcome.Empty ? FindingConfidence.Certain : FindingConfidence.Likely;
            findings.Add(FindingCatalogue.OtherFamily, FindingSeverity.Error, confidence, findings.Texts.OtherFamily(family, others), other.Peers.Select(peer => peer.ToString()), ServiceSubject.Look(explanation, ServiceSubject.Of(other).Slices()));
        }
    }

    private static void Gap(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        int? members = evidence.Expected is not { } expected ? null
            : explanation.Effect.Current.Membership == PeerMembership.Client || expected == int.MaxValue ? expected
            : expected + 1;
        var hosts = explanation.HostNames.IsEmpty ? explanation.Peers.Select(peer => peer.HostName).OfType<string>() : explanation.HostNames;
        if (findings.HasOtherKind || findings.Has(FindingCatalogue.SlicesDiffer) || !ServiceSubject.Of(explanation).IsInCluster || OrdinalGap.Of(hosts, members) is not { } gap)
        {
            return;
        }

        string[] pods = [.. gap.Missing.Select(gap.Name)];
        findings.Add(
            FindingCatalogue.OrdinalGap,
            IsShort(explanation, evidence) ? FindingSeverity.Error : FindingSeverity.Warning,
            FindingConfidence.Likely,
            findings.Texts.OrdinalGap(findings.Texts.Names(pods), pods.Length),
            [findings.Texts.OrdinalsSeen(string.Join(", ", gap.Seen.Select(gap.Name)))],
            [ServiceSubject.Of(explanation).Kubectl($"get pods {string.Join(' ', FindingTexts.First(pods))}")]);
    }

    private static void Ports(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        Ports(findings, explanation, evidence, PortState.Refused, FindingCatalogue.PortRefused);
        Ports(findings, explanation, evidence, PortState.Silent, FindingCatalogue.PortSilent);
    }

    private static void Ports(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence, PortState state, string code)
    {
        PortProbe[] probes = [.. evidence.Ports.Where(probe => probe.State == state)];
        if (probes.Length == 0)
        {
            return;
        }

        var (texts, isRefused) = (findings.Texts, state == PortState.Refused);
        var named = texts.Names([.. probes.Select(probe => probe.Peer.ToString())]);
        var subject = ServiceSubject.Of(explanation);
        findings.Add(
            code,
            FindingSeverity.Error,
            FindingConfidence.Certain,
            isRefused ? texts.PortRefused(named, probes.Length) : texts.PortSilent(named, probes.Length, subject.IsInCluster),
            probes.Select(probe => texts.Tried(probe.Peer.ToString(), isRefused, probe.Duration)),
            ServiceSubject.Look(explanation, subject.Kubectl("get pods -o wide"), subject.Kubectl("get networkpolicies")));
    }

    private static void Fewer(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        if (explanation.Outcome != LookupOutcome.Found || !IsShort(explanation, evidence) || IsExplained(findings, explanation, evidence))
        {
            return;
        }

        var (seen, expected) = (Others(explanation), evidence.Expected!.Value);
        var subject = ServiceSubject.Of(explanation);
        var isCompared = evidence.Endpoints is not null;
        findings.Add(
            FindingCatalogue.TooFew,
            FindingSeverity.Error,
            FindingConfidence.Certain,
            findings.Texts.Fewer(seen, expected, isCompared, subject.IsInCluster),
            [findings.Texts.Seen(seen, expected)],
            isCompared
                ? ServiceSubject.Look(explanation, subject.Kubectl("get pods -o wide"), subject.Yaml())
                : ServiceSubject.Look(explanation, $"{subject.Slices()} -o json | headless-peers doctor {explanation.Plan.ServiceName} --expect {expected} --endpointslices -"));
    }

    // By what says where the others are, not by any error: a port that refuses hides no pod.
    private static bool IsExplained(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence) =>
        findings.HasOtherKind || findings.Has(FindingCatalogue.OutsideCluster, FindingCatalogue.OtherFamily, FindingCatalogue.OrdinalGap)
        || SampleFindings.HaveAll(explanation, evidence)
        || (evidence.Endpoints is { } endpoints && Others(explanation) + SliceFindings.MissingPeers(explanation, endpoints) >= evidence.Expected);
}
