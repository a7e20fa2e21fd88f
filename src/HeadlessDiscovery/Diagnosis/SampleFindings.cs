using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Diagnosis;

/// <summary>What one server each was asked for: whether they agree, now and after the TTL.</summary>
internal static class SampleFindings
{
    public const string LookAtReplicas = "kubectl -n kube-system get pods -o wide -l k8s-app=kube-dns";

    // A cached SOA is old by its TTL, which is 30 s as a rule.
    private static readonly TimeSpan LeastBehind = TimeSpan.FromSeconds(60);

    public static void Add(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        Disagreement(findings, explanation, evidence);
        ByServiceRecords(findings, explanation, evidence);
        SecondOpinion(findings, explanation);
        Serials(findings, explanation, evidence);
    }

    // CoreDNS: the time of the last change that the replica saw, or of its own start, so that one that started later is ahead without a fault.
    private static void Serials(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        NameServerFacts[] servers = [.. (evidence.Inspection?.Servers ?? []).Where(server => !server.Serials.IsEmpty)];
        if (servers.Length == 0 || explanation.Plan.ClusterZone is not { } zone)
        {
            return;
        }

        var (oldest, newest) = (servers.Min(server => server.Serials.Min()), servers.Max(server => server.Serials.Max()));
        var behind = TimeSpan.FromSeconds(newest - oldest);
        if (behind < LeastBehind)
        {
            return;
        }

        var disagree = findings.Has(FindingCatalogue.Disagree);
        findings.Add(
            FindingCatalogue.SerialsApart,
            disagree ? FindingSeverity.Warning : FindingSeverity.Info,
            disagree ? FindingConfidence.Likely : FindingConfidence.Possible,
            findings.Texts.SerialsApart(zone, behind, disagree),
            servers.Select(server => findings.Texts.SerialsOf(server.Server.ToString(), [.. server.Serials.Distinct().Order().Select(serial => serial.ToString(CultureInfo.InvariantCulture))], server.HostNames)),
            [LookAtReplicas, $"dig SOA {zone}. @{servers[0].Server.Address} -p {servers[0].Server.Port}"]);
    }

    private static void Disagreement(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        if (!Differ(evidence.Samples))
        {
            return;
        }

        var isCluster = ServiceSubject.Of(explanation).IsInCluster;
        bool? agreeLater = evidence.Later.Count(IsVerified) < 2 ? null : !Differ(evidence.Later);
        int[] counts = [.. Readings(evidence.Samples).Select(reading => reading.Addresses.Length)];
        string[] strangers = agreeLater is true ? [] : [.. KnowNobody(evidence.Samples).Where(server => evidence.Later.IsEmpty || KnowNobody(evidence.Later).Contains(server))];
        findings.Add(
            FindingCatalogue.Disagree,
            HaveAll(explanation, evidence) ? FindingSeverity.Error : agreeLater is true ? FindingSeverity.Info : FindingSeverity.Warning,
            FindingConfidence.Certain,
            strangers.Length > 0 ? findings.Texts.KnowsNobody(findings.Texts.Names(strangers), agreeLater, isCluster) : findings.Texts.Disagree(counts.Min(), counts.Max(), agreeLater, isCluster),
            Lines(findings, evidence),
            ServiceSubject.Look(explanation, LookAtReplicas));
    }

    // Both record types come from the same pods. One answer may be older than the other, so that every answer must lack them.
    private static void ByServiceRecords(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        if (findings.Has(FindingCatalogue.Disagree) || findings.HasOtherKind || explanation.Outcome == LookupOutcome.Unknown)
        {
            return;
        }

        var types = explanation.Asked.Where(asked => asked.Type is "A" or "AAAA").Select(asked => asked.Type).ToHashSet();
        var listed = evidence.Samples.Concat(evidence.Later).Where(IsVerified).Append(explanation).SelectMany(sample => Addresses(sample)).ToHashSet();
        IPAddress[] named = [.. explanation.NamedAddresses.Select(one => one.Address).Distinct().Where(address => types.Contains(address.AddressFamily == AddressFamily.InterNetwork ? "A" : "AAAA")).Order(AddressOrder.Comparer)];
        if (types.Count == 0 || named.All(listed.Contains))
        {
            return;
        }

        var isShort = MemberFindings.IsShort(explanation, evidence);
        var name = explanation.Name ?? explanation.Plan.Candidates.FirstOrDefault();
        var server = explanation.Asked.Last(asked => asked.Type is "A" or "AAAA").Server;
        findings.Add(
            FindingCatalogue.Disagree,
            isShort ? FindingSeverity.Error : FindingSeverity.Warning,
            evidence.Later.IsEmpty ? FindingConfidence.Possible : FindingConfidence.Likely,
            findings.Texts.FewerThanServiceRecords(listed.Count, named.Length),
            [.. Said(findings, evidence.Samples.Append(explanation)), findings.Texts.ByServiceRecords(named.Length, Shown([.. named]))],
            [.. types.Append("SRV").Select(type => $"dig {name} {type} @{server.Address} -p {server.Port}")]);
    }

    // Pods that come or go between two queries differ too: that is told, and no fault.
    private static void SecondOpinion(FindingList findings, LookupExplanation explanation)
    {
        if (explanation.SecondOpinion is not { Agrees: false } second || (!second.IsSteady && findings.Has(FindingCatalogue.Disagree)))
        {
            return;
        }

        findings.Add(
            FindingCatalogue.SecondOpinion,
            second.IsSteady ? FindingSeverity.Warning : FindingSeverity.Info,
            second.IsSteady ? FindingConfidence.Certain : FindingConfidence.Likely,
            findings.Texts.SecondOpinion(second.Server.ToString(), second.IsSteady),
            [$"HeadlessDiscovery: {string.Join(' ', second.Ours)}", $"DnsClient: {string.Join(' ', second.Theirs)}"],
            [$"dig {second.Name} @{second.Server.Address} -p {second.Server.Port}"]);
    }

    private static bool Differ(ImmutableArray<LookupExplanation> samples) =>
        Readings(samples).Select(reading => string.Join(' ', reading.Addresses)).Distinct().Count() > 1;

    // Where answers change from query to query, the second opinion is an answer as good as the first.
    private static IEnumerable<(string Server, ImmutableArray<IPAddress> Addresses)> Readings(IEnumerable<LookupExplanation> samples) =>
        samples.Where(IsVerified).SelectMany(sample => ((string, ImmutableArray<IPAddress>)[])(sample.SecondOpinion is { Agrees: false, IsSteady: false } second
            ? [(Server(sample), Addresses(sample)), (Server(sample), second.Theirs)]
            : [(Server(sample), Addresses(sample))]));

    /// <summary>Whether the lookup lacks peers that another answer had: then the disagreement is why.</summary>
    public static bool HaveAll(LookupExplanation explanation, DiagnosisEvidence evidence) =>
        MemberFindings.IsShort(explanation, evidence)
        && (evidence.Later.IsEmpty ? evidence.Samples : evidence.Later).Any(sample => sample.Outcome == LookupOutcome.Found && MemberFindings.Others(sample) >= (evidence.Expected ?? 1));

    // A copy that is behind lacks some; who has none, each time, is most likely asked for a zone that is not his.
    private static IEnumerable<string> KnowNobody(IEnumerable<LookupExplanation> samples) => samples
        .Where(IsVerified)
        .GroupBy(Server)
        .Where(server => server.All(sample => sample.Outcome == LookupOutcome.Empty))
        .Select(server => server.Key);

    private static IEnumerable<string> Lines(FindingList findings, DiagnosisEvidence evidence) =>
    [
        .. Said(findings, evidence.Samples),
        .. evidence.Later.Where(IsVerified)
            .Select(sample => findings.Texts.SaidLater(Server(sample), Addresses(sample).Length))
            .Distinct(),
    ];

    private static IEnumerable<string> Said(FindingList findings, IEnumerable<LookupExplanation> samples) =>
        Readings(samples).Select(reading => findings.Texts.Said(reading.Server, reading.Addresses.Length, Shown(reading.Addresses))).Distinct();

    /// <summary>The server of a sample, which has one.</summary>
    public static string Server(LookupExplanation sample) => string.Join(", ", sample.Plan.Configuration.NameServers);

    // All members: self is a record like the others, and a server may lack just this one.
    private static ImmutableArray<IPAddress> Addresses(LookupExplanation sample) =>
    [
        .. sample.Peers.Concat(sample.Self == SelfPresence.Present ? sample.OwnAddresses.Where(own => sample.Effect.Current.Members.Any(member => member.Address.Equals(own.Address))) : [])
            .Select(peer => peer.Address)
            .Distinct()
            .Order(AddressOrder.Comparer),
    ];

    /// <summary>Whether a server that may answer did so.</summary>
    public static bool IsVerified(LookupExplanation sample) => sample.Outcome is LookupOutcome.Found or LookupOutcome.Empty;

    private static string Shown(ImmutableArray<IPAddress> addresses) =>
        addresses.IsEmpty ? "-" : addresses.Length <= 8 ? string.Join(' ', addresses) : $"{string.Join(' ', addresses.Take(8))} …";
}
