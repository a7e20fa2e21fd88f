using HeadlessDiscovery.AspNetCore.Serving;

namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>One event of a stream: the object that <c>headless-peers watch -o json</c> prints (docs/schema/cli-v1.json).</summary>
internal sealed record EventDocument(
    int V,
    string Event,
    double T,
    DateTimeOffset At,
    string Service,
    string? Name,
    long Version,
    string State,
    bool Stale,
    string Self,
    IReadOnlyList<PeerDocument> Peers,
    IReadOnlyList<PeerDocument> Added,
    IReadOnlyList<PeerDocument> Removed,
    string Fingerprint,
    double? Ttl,
    bool Truncated,
    string? Reason)
{
    public static EventDocument Of(FedEvent told, TimeSpan since)
    {
        var now = told.Snapshot;
        return new EventDocument(
            1,
            told.Kind,
            Math.Round(since.TotalSeconds, 3),
            told.At,
            told.Service,
            now.ResolvedName,
            now.Version,
            now.ToStateCode(),
            now.IsStale,
            now.Self.ToCode(),
            [.. now.Select(peer => PeerDocument.Of(peer, now))],
            [.. told.Added.Select(PeerDocument.Of)],
            [.. told.Removed.Select(PeerDocument.Of)],
            now.Fingerprint,
            Spelling.Seconds(now.Ttl),
            now.IsTruncated,
            now.LastReason.ToCode());
    }
}
