using System.Net.Sockets;

namespace HeadlessDiscovery.Diagnosis;

/// <summary>HP3xx: who is in the answer, and who should be.</summary>
internal static class MemberFindings
{
    public static void Add(FindingList findings, LookupExplanation told, DiagnosisEvidence evidence)
    {
        Self(findings, told);
        SharedAddresses(findings, told);
        if (told.Outcome == LookupOutcome.Unknown)
        {
            return;
        }

        OtherFamily(findings, told, evidence);
        SliceFindings.Add(findings, told, evidence);
        Gap(findings, told, evidence);
        Ports(findings, told, evidence);
        Fewer(findings, told, evidence);
    }

    /// <summary>How many peers without self one look-up names.</summary>
    public static int Others(LookupExplanation told) => told.Peers.Count(peer => !told.OwnAddresses.Any(own => own.Address.Equals(peer.Address) && (own.Port is null || peer.Port is null || own.Port == peer.Port)));

    public static void SelfAbsent(FindingList findings, ServiceSubject subject, string own, string source, IEnumerable<string> more) =>
        findings.Add(
            "HP301",
            FindingSeverity.Warning,
            FindingConfidence.Likely,
            findings.Texts.SelfAbsent(source == "interfaces"),
            [.. own.Length == 0 ? (string[])[] : [findings.Texts.OwnAddresses(own, source)], .. more],
            ["kubectl get pod $HOSTNAME -o wide", subject.Yaml()]);

    public static void SelfLost(FindingList findings, ServiceSubject subject) =>
        findings.Add("HP307", FindingSeverity.Warning, FindingConfidence.Certain, findings.Texts.SelfLost(), look: ["kubectl get pod $HOSTNAME -o wide", subject.Slices()]);

    private static void Self(FindingList findings, LookupExplanation told)
    {
        if (told.IsStatic || told.Effect.Current.Membership == PeerMembership.Client)
        {
            return;
        }

        if (told.Effect.Current.Self == SelfPresence.Lost)
        {
            SelfLost(findings, ServiceSubject.Of(told));
        }
        else if (told is { Outcome: LookupOutcome.Found, Self: SelfPresence.Absent } && !findings.Has("HP208", "HP302", "HP303"))
        {
            SelfAbsent(findings, ServiceSubject.Of(told), string.Join(", ", told.OwnAddresses), told.OwnSource, []);
        }
    }

    // Each name has a record of its own, so fewer addresses than names is pods on one node's address.
    private static void SharedAddresses(FindingList findings, LookupExplanation told)
    {
        var pods = told.HostNames.Length;
        var addresses = told.Peers.Select(peer => peer.Address).Concat(told.Self == SelfPresence.Present ? told.OwnAddresses.Select(own => own.Address) : []).Distinct().Count();
        if (told.Outcome == LookupOutcome.Found && pods > addresses && !findings.Has("HP209", "HP302", "HP303"))
        {
            var subject = ServiceSubject.Of(told);
            findings.Add("HP305", FindingSeverity.Warning, FindingConfidence.Likely, findings.Texts.SharedAddresses(pods, addresses), told.HostNames, [subject.Kubectl("get pods -o wide")]);
        }
    }

    private static void OtherFamily(FindingList findings, LookupExplanation told, DiagnosisEvidence evidence)
    {
        if (evidence.OtherFamily is not { Outcome: LookupOutcome.Found } other || !IsShort(told, evidence))
        {
            return;
        }

        var others = Others(other);
        if (others > Others(told))
        {
            var family = other.Peers.Any(peer => peer.Address.AddressFamily == AddressFamily.InterNetworkV6) ? "IPv6" : "IPv4";
            findings.Add("HP306", FindingSeverity.Error, FindingConfidence.Certain, findings.Texts.OtherFamily(family, others), other.Peers.Select(peer => peer.ToString()), [ServiceSubject.Of(other).Slices()]);
        }
    }

    private static void Gap(FindingList findings, LookupExplanation told, DiagnosisEvidence evidence)
    {
        int? members = evidence.Expected is not { } expected ? null : told.Effect.Current.Membership == PeerMembership.Client ? expected : expected + 1;
        var hosts = told.HostNames.IsEmpty ? told.Peers.Select(peer => peer.HostName).OfType<string>() : told.HostNames;
        if (findings.Has("HP302", "HP303", "HP310") || OrdinalGap.Of(hosts, members) is not { } gap)
        {
            return;
        }

        string[] pods = [.. gap.Missing.Select(gap.Name)];
        findings.Add(
            "HP311",
            IsShort(told, evidence) ? FindingSeverity.Error : FindingSeverity.Warning,
            FindingConfidence.Likely,
            findings.Texts.OrdinalGap(findings.Texts.And(pods), pods.Length),
            [findings.Texts.OrdinalsSeen(string.Join(", ", gap.Seen.Select(gap.Name)))],
            [ServiceSubject.Of(told).Kubectl($"get pods {string.Join(' ', pods)}")]);
    }

    private static void Ports(FindingList findings, LookupExplanation told, DiagnosisEvidence evidence)
    {
        Ports(findings, told, evidence, PortState.Refused, "HP308");
        Ports(findings, told, evidence, PortState.Silent, "HP309");
    }

    private static void Ports(FindingList findings, LookupExplanation told, DiagnosisEvidence evidence, PortState state, string code)
    {
        string[] peers = [.. evidence.Ports.Where(probe => probe.State == state).Select(probe => probe.Peer.ToString())];
        if (peers.Length == 0)
        {
            return;
        }

        var named = findings.Texts.And(peers);
        var text = state == PortState.Refused ? findings.Texts.PortRefused(named, peers.Length) : findings.Texts.PortSilent(named, peers.Length);
        var subject = ServiceSubject.Of(told);
        findings.Add(code, FindingSeverity.Error, FindingConfidence.Certain, text, look: [subject.Kubectl("get pods -o wide"), subject.Kubectl("get networkpolicies")]);
    }

    private static void Fewer(FindingList findings, LookupExplanation told, DiagnosisEvidence evidence)
    {
        if (told.Outcome != LookupOutcome.Found || !IsShort(told, evidence) || findings.HasError)
        {
            return;
        }

        var (seen, expected) = (Others(told), evidence.Expected!.Value);
        var subject = ServiceSubject.Of(told);
        findings.Add(
            "HP304",
            FindingSeverity.Error,
            FindingConfidence.Certain,
            findings.Texts.Fewer(seen, expected),
            [findings.Texts.Seen(seen, expected)],
            [$"{subject.Slices()} -o json | headless-peers doctor {told.Plan.ServiceName} --endpointslices -"]);
    }

    private static bool IsShort(LookupExplanation told, DiagnosisEvidence evidence) =>
        told.Outcome == LookupOutcome.Empty || (evidence.Expected is { } expected && Others(told) < expected);
}
