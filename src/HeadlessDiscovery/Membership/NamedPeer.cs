namespace HeadlessDiscovery.Membership;

/// <summary>A peer beside an answer.</summary>
/// <param name="Tracked">Who.</param>
/// <param name="IsNamed">Whether the answer names it.</param>
/// <param name="IsNew">Whether only this answer does.</param>
internal readonly record struct NamedPeer(TrackedPeer Tracked, bool IsNamed, bool IsNew);
