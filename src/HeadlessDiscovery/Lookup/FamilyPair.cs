namespace HeadlessDiscovery.Lookup;

/// <summary>The answers of both families as one; each stays beside it, because each decides over its own peers.</summary>
internal static class FamilyPair
{
    public static PeerAnswer Of(PeerAnswer a, PeerAnswer b)
    {
        var leftOut = a.LeftOut.AddRange(b.LeftOut);
        return new PeerAnswer
        {
            Outcome = OutcomeOf(a, b),
            Reason = ReasonOf(a, b),
            Name = a.Name ?? b.Name,
            Peers = a.Peers.Union(b.Peers),
            Ttl = TtlOf(a, b),
            Server = a.Server ?? b.Server,
            Families = [a, b],
            Canonical = a.Canonical ?? b.Canonical,
            IsUnproven = a.IsUnproven && b.IsUnproven,
            LeftOut = leftOut,
            HasOnlyUnusable = (a.HasOnlyUnusable && (b.HasOnlyUnusable || b.Outcome == LookupOutcome.Empty)) || (b.HasOnlyUnusable && a.Outcome == LookupOutcome.Empty),
            Notes = [.. LookupNote.OnLeftOut(leftOut), .. OnLostZone(a, b)],
        };
    }

    private static LookupOutcome OutcomeOf(PeerAnswer a, PeerAnswer b) =>
        a.Outcome == LookupOutcome.Unknown || b.Outcome == LookupOutcome.Unknown ? LookupOutcome.Unknown
        : a.Outcome == LookupOutcome.Empty && b.Outcome == LookupOutcome.Empty ? LookupOutcome.Empty
        : LookupOutcome.Found;

    private static LookupReason ReasonOf(PeerAnswer a, PeerAnswer b)
    {
        switch (OutcomeOf(a, b))
        {
            case LookupOutcome.Found:
                return LookupReason.None;
            case LookupOutcome.Empty:
                // S-21: what exists for one family exists.
                return a.Reason == LookupReason.NoData || b.Reason == LookupReason.NoData ? LookupReason.NoData : LookupReason.NxDomain;
            default:
                // A denial that is only doubted is no failure: the order in which the two came must not choose the reason.
                var alike = a.Outcome == b.Outcome && a.IsDoubted == b.IsDoubted;
                return a.Reason == LookupReason.Truncated || b.Reason == LookupReason.Truncated ? LookupReason.Truncated
                    : alike ? a.Reason
                    : LookupReason.FamilyFailed;
        }
    }

    private static TimeSpan? TtlOf(PeerAnswer a, PeerAnswer b)
    {
        if (a.Outcome == b.Outcome)
        {
            return a.Ttl is { } left && b.Ttl is { } right ? (left < right ? left : right) : null;
        }

        return (a.Outcome == LookupOutcome.Found ? a : b.Outcome == LookupOutcome.Found ? b : null)?.Ttl;
    }

    // One of the two: both are about the same server.
    private static IEnumerable<LookupNote> OnLostZone(PeerAnswer a, PeerAnswer b) =>
        a.Notes.IsEmpty && b.Notes.IsEmpty ? [] : a.Notes.AddRange(b.Notes).Where(static note => note.Kind == LookupNoteKind.ZoneLost).Take(1);
}
