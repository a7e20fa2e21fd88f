namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>News of one resolver.</summary>
/// <param name="Change">The change; null for a lookup that changed nothing.</param>
/// <param name="Snapshot">The snapshot after it.</param>
internal readonly record struct PeerNews(PeerChange? Change, PeerSnapshot Snapshot);
