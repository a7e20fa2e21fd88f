namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>What is new of one resolver.</summary>
/// <param name="Change">The change; null for a lookup that changed nothing.</param>
/// <param name="Snapshot">What is known after it.</param>
internal readonly record struct PeerNews(PeerChange? Change, PeerSnapshot Snapshot);
