using HeadlessDiscovery;

namespace Snippets;

internal static class ConceptsPage
{
    public static string State(IPeerResolver peers)
    {
        // doc: state
        var now = peers.Current;
        var state = now switch
        {
            { IsResolved: false } => "no answer from DNS yet: not the same as being alone",
            { IsStale: true } => $"last known, DNS failing since {now.StaleSince:T}: {now.Count} peers",
            { Held.IsEmpty: false } => $"{now.Count} peers, {now.Held.Length} of them held until confirmed",
            _ => $"{now.Count} peers",
        };
        // doc: end
        return state;
    }

    public static string Owner(IPeerResolver peers, string key)
    {
        // doc: owner
        Peer? owner = peers.Current.OwnerOf(key);   // of the members: the same on every pod
        // doc: end
        return $"{owner}";
    }
}
