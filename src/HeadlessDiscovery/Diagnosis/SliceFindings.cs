using System.Net;

namespace HeadlessDiscovery.Diagnosis;

/// <summary>What the Kubernetes API lists against what DNS says, pod by pod.</summary>
internal static class SliceFindings
{
    public static void Add(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        if (evidence.Endpoints is not { } endpoints || findings.HasOtherKind)
        {
            return;
        }

        var inDns = InDns(explanation);
        Absent(findings, explanation, evidence, Missing(explanation, endpoints), inDns);
        Shared(findings, explanation, endpoints);

        var listed = endpoints.Select(endpoint => endpoint.Address).ToHashSet();
        string[] unlisted = [.. inDns.Where(address => !listed.Contains(address) && !IsOwn(explanation, address)).Order(AddressOrder.Comparer).Select(address => address.ToString())];
        if (unlisted.Length > 0)
        {
            findings.Add(
                FindingCatalogue.SlicesDiffer,
                FindingSeverity.Warning,
                FindingConfidence.Likely,
                findings.Texts.NotInSlices(findings.Texts.Names(unlisted), unlisted.Length),
                unlisted.Select(findings.Texts.Unlisted),
                [ServiceSubject.Of(explanation).Slices()]);
        }
    }

    /// <summary>The endpoints that DNS should name and does not, of the families that it names. A pod that is on its way out is not missed: so it goes in every roll-out.</summary>
    public static IReadOnlyList<SliceEndpoint> Missing(LookupExplanation explanation, IEnumerable<SliceEndpoint> endpoints)
    {
        var inDns = InDns(explanation);
        var families = inDns.Select(address => address.AddressFamily).ToHashSet();
        return [.. endpoints.Where(endpoint => !endpoint.IsTerminating && !inDns.Contains(endpoint.Address) && (families.Count == 0 || families.Contains(endpoint.Address.AddressFamily)))];
    }

    /// <summary>How many pods besides this one the slices list and DNS does not.</summary>
    public static int MissingPeers(LookupExplanation explanation, IEnumerable<SliceEndpoint> endpoints) =>
        Missing(explanation, endpoints).Where(endpoint => !IsOwn(explanation, endpoint.Address)).Select(Name).Distinct(StringComparer.Ordinal).Count();

    private static HashSet<IPAddress> InDns(LookupExplanation explanation) =>
        [.. explanation.Peers.Select(peer => peer.Address), .. explanation.Self == SelfPresence.Present ? explanation.OwnAddresses.Select(own => own.Address) : []];

    private static void Absent(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence, IReadOnlyList<SliceEndpoint> absent, HashSet<IPAddress> inDns)
    {
        var subject = ServiceSubject.Of(explanation);
        foreach (var group in absent.GroupBy(endpoint => endpoint.IsReady).OrderByDescending(group => group.Key))
        {
            string[] pods = [.. group.Select(Name).Distinct().Order(StringComparer.Ordinal)];
            string[] named = [.. group.Select(endpoint => endpoint.Pod).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
            var missesPeers = evidence.Expected is { } expected && MemberFindings.Others(explanation) < expected;
            findings.Add(
                FindingCatalogue.SlicesDiffer,
                group.Key || missesPeers || explanation.Outcome == LookupOutcome.Empty ? FindingSeverity.Error : FindingSeverity.Warning,
                FindingConfidence.Certain,
                findings.Texts.NotInDns(findings.Texts.Names(pods), pods.Length, group.Key),
                group.Concat(evidence.Endpoints!.Value.Except(group)).Select(endpoint => findings.Texts.Endpoint(Name(endpoint), endpoint.Address.ToString(), endpoint.IsReady, endpoint.IsTerminating, inDns.Contains(endpoint.Address))),
                [named.Length == 0 ? subject.Slices() : subject.Kubectl($"get pods {string.Join(' ', FindingTexts.First(named))}")]);
        }
    }

    // By address and not by counting: with two families a pod has two addresses.
    private static void Shared(FindingList findings, LookupExplanation explanation, IReadOnlyCollection<SliceEndpoint> endpoints)
    {
        (IPAddress At, string[] Pods)[] shared =
        [
            .. endpoints.Where(endpoint => endpoint.Pod is not null)
                .GroupBy(endpoint => endpoint.Address)
                .Select(group => (group.Key, group.Select(Name).Distinct(StringComparer.Ordinal).ToArray()))
                .Where(at => at.Item2.Length > 1),
        ];
        if (shared.Length > 0 && !findings.Has(FindingCatalogue.SharedAddresses))
        {
            findings.Add(
                FindingCatalogue.SharedAddresses,
                FindingSeverity.Warning,
                FindingConfidence.Certain,
                findings.Texts.SharedAddresses(shared.SelectMany(at => at.Pods).Distinct(StringComparer.Ordinal).Count(), shared.Length, isCluster: true),
                shared.Select(at => $"{at.At}: {string.Join(", ", at.Pods)}"),
                [ServiceSubject.Of(explanation).Kubectl("get pods -o wide")]);
        }
    }

    private static string Name(SliceEndpoint endpoint) => endpoint.Pod ?? endpoint.Address.ToString();

    private static bool IsOwn(LookupExplanation explanation, IPAddress address) => explanation.OwnAddresses.Any(own => own.Address.Equals(address));
}
