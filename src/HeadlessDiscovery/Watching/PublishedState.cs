namespace HeadlessDiscovery.Watching;

/// <summary>A snapshot, and the signal that it is no longer the newest.</summary>
internal sealed record PublishedState(PeerSnapshot Snapshot, TaskCompletionSource Changed, bool IsClosed);
