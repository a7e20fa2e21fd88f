using HeadlessDiscovery.AspNetCore.Recording;

namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>What is known now.</summary>
internal sealed record SnapshotDocument(
    long Version,
    string State,
    string? Name,
    bool Stale,
    DateTimeOffset? StaleSince,
    string? Outcome,
    string? Reason,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? ExpiresAt,
    double? Ttl,
    bool Truncated,
    string Self,
    PeerDocument? SelfPeer,
    string Fingerprint,
    IReadOnlyList<PeerDocument> Peers)
{
    public static SnapshotDocument Of(PeerSnapshot now, PeersHistory history) => new(
        now.Version,
        now.ToStateCode(),
        now.ResolvedName,
        now.IsStale,
        now.StaleSince,
        now.LastOutcome == LookupOutcome.None ? null : now.LastOutcome.ToCode(),
        now.LastReason.ToCode(),
        now.IsResolved ? now.ResolvedAt : null,
        now.IsResolved ? now.ExpiresAt : null,
        Spelling.Seconds(now.Ttl),
        now.IsTruncated,
        now.Self.ToCode(),
        now.SelfPeer is { } self ? PeerDocument.Of(self) : null,
        now.Fingerprint,
        [.. now.Select(peer => PeerDocument.Of(peer, now, history.FirstSeen.TryGetValue(peer, out var at) ? at : null))]);
}
