namespace HeadlessDiscovery.Testing;

/// <summary>Creates the snapshot of a view; its version only increases if something other than times differs.</summary>
internal static class FakeSnapshot
{
    public static PeerSnapshot Of(FakeView view, PeerSnapshot previous, string resolvedName, DateTimeOffset now, TimeSpan ttl)
    {
        var same = Make(view, previous, resolvedName, now, ttl, previous.Version);
        return Differ(previous, same) ? Make(view, previous, resolvedName, now, ttl, previous.Version + 1) : same;
    }

    private static PeerSnapshot Make(FakeView view, PeerSnapshot previous, string resolvedName, DateTimeOffset now, TimeSpan ttl, long version)
    {
        var members = view.Members();
        var isAnswered = view.IsResolved && view.Failure == LookupReason.None;
        var (outcome, reason) = view.Failure != LookupReason.None ? (LookupOutcome.Unknown, view.Failure)
            : !view.IsResolved ? (LookupOutcome.None, LookupReason.None)
            : members.IsEmpty ? (LookupOutcome.Empty, LookupReason.NxDomain)
            : (LookupOutcome.Found, LookupReason.None);
        return new PeerSnapshot(view.Peers())
        {
            Version = version,
            IsResolved = view.IsResolved,
            StaleSince = view.StaleSince,
            ResolvedAt = isAnswered ? now : previous.ResolvedAt,
            ExpiresAt = isAnswered ? now + ttl : previous.ExpiresAt,
            ResolvedName = members.IsEmpty ? previous.ResolvedName : resolvedName,
            Self = view.SelfNow,
            SelfPeer = view.SelfNow == SelfPresence.Present ? members.FirstOrDefault(view.IsSelf) : null,
            Membership = view.Membership,
            LastOutcome = outcome,
            LastReason = reason,
            Held = [.. view.Held.Where(peer => !view.IsSelf(peer))],
            Members = members,
        };
    }

    private static bool Differ(PeerSnapshot left, PeerSnapshot right) =>
        !left.SequenceEqual(right)
        || !left.Members.SequenceEqual(right.Members)
        || !left.Members.Select(peer => peer.HostName).SequenceEqual(right.Members.Select(peer => peer.HostName), StringComparer.Ordinal)
        || !left.Held.SequenceEqual(right.Held)
        || left.IsResolved != right.IsResolved
        || left.IsStale != right.IsStale
        || left.Self != right.Self
        || left.Membership != right.Membership
        || left.ResolvedName != right.ResolvedName;
}
