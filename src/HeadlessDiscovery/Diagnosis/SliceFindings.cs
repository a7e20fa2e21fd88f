using System.Net;

namespace HeadlessDiscovery.Diagnosis;

/// <summary>What the Kubernetes API lists against what DNS says, pod by pod.</summary>
internal static class SliceFindings
{
    public static void Add(FindingList findings, LookupExplanation told, DiagnosisEvidence evidence)
    {
        if (evidence.Endpoints is not { } endpoints || findings.Has("HP302", "HP303"))
        {
            return;
        }

        var inDns = told.Peers.Select(peer => peer.Address).Concat(told.Self == SelfPresence.Present ? told.OwnAddresses.Select(own => own.Address) : []).ToHashSet();
        var families = inDns.Select(address => address.AddressFamily).ToHashSet();

        // A pod that is on its way out is not missed: so it goes in every roll-out.
        Absent(findings, told, evidence, [.. endpoints.Where(endpoint => !endpoint.IsTerminating && !inDns.Contains(endpoint.Address) && (families.Count == 0 || families.Contains(endpoint.Address.AddressFamily)))], inDns);
        Shared(findings, told, endpoints);

        var listed = endpoints.Select(endpoint => endpoint.Address).ToHashSet();
        string[] unlisted = [.. inDns.Where(address => !listed.Contains(address) && !IsOwn(told, address)).Order(AddressOrder.Comparer).Select(address => address.ToString())];
        if (unlisted.Length > 0)
        {
            findings.Add("HP310", FindingSeverity.Warning, FindingConfidence.Likely, findings.Texts.NotInSlices(findings.Texts.And(unlisted), unlisted.Length), look: [ServiceSubject.Of(told).Slices()]);
        }
    }

    private static void Absent(FindingList findings, LookupExplanation told, DiagnosisEvidence evidence, IReadOnlyList<SliceEndpoint> absent, HashSet<IPAddress> inDns)
    {
        var subject = ServiceSubject.Of(told);
        foreach (var group in absent.GroupBy(endpoint => endpoint.IsReady).OrderByDescending(group => group.Key))
        {
            string[] pods = [.. group.Select(Name).Distinct().Order(StringComparer.Ordinal)];
            var missesPeers = evidence.Expected is { } expected && MemberFindings.Others(told) < expected;
            findings.Add(
                "HP310",
                group.Key || missesPeers || told.Outcome == LookupOutcome.Empty ? FindingSeverity.Error : FindingSeverity.Warning,
                FindingConfidence.Certain,
                findings.Texts.NotInDns(findings.Texts.And(pods), pods.Length, group.Key),
                evidence.Endpoints!.Value.Select(endpoint => findings.Texts.Endpoint(Name(endpoint), endpoint.Address.ToString(), endpoint.IsReady, endpoint.IsTerminating, inDns.Contains(endpoint.Address))),
                [subject.Kubectl($"get pods {string.Join(' ', pods)}")]);
        }
    }

    private static void Shared(FindingList findings, LookupExplanation told, IReadOnlyCollection<SliceEndpoint> endpoints)
    {
        var pods = endpoints.Select(endpoint => endpoint.Pod).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        var addresses = endpoints.Where(endpoint => endpoint.Pod is not null).Select(endpoint => endpoint.Address).Distinct().Count();
        if (pods > addresses && !findings.Has("HP305"))
        {
            findings.Add(
                "HP305",
                FindingSeverity.Warning,
                FindingConfidence.Certain,
                findings.Texts.SharedAddresses(pods, addresses),
                endpoints.GroupBy(endpoint => endpoint.Address).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(Name))}"),
                [ServiceSubject.Of(told).Kubectl("get pods -o wide")]);
        }
    }

    private static string Name(SliceEndpoint endpoint) => endpoint.Pod ?? endpoint.Address.ToString();

    private static bool IsOwn(LookupExplanation told, IPAddress address) => told.OwnAddresses.Any(own => own.Address.Equals(address));
}
