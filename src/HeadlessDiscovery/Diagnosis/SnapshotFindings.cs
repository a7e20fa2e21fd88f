namespace HeadlessDiscovery.Diagnosis;

/// <summary>What a snapshot alone can say, without a question.</summary>
internal static class SnapshotFindings
{
    public static void Add(FindingList findings, PeerSnapshot snapshot)
    {
        if (snapshot.IsStatic)
        {
            return;
        }

        var subject = ServiceSubject.Of(snapshot.ResolvedName);
        if (snapshot.LastOutcome == LookupOutcome.Unknown)
        {
            CouldNotAsk(findings, snapshot);
        }
        else if (snapshot is { LastOutcome: LookupOutcome.Empty, Members.IsEmpty: true })
        {
            QuestionFindings.Empty(findings, snapshot.LastReason, subject, IsInCluster(snapshot));
        }

        if (snapshot.IsTruncated && !findings.Has(FindingCatalogue.Truncated))
        {
            findings.Add(FindingCatalogue.Truncated, FindingSeverity.Warning, FindingConfidence.Certain, findings.Texts.Truncated(Consequence.Of(snapshot), isSrv: true));
        }

        if (snapshot.Membership == PeerMembership.Client)
        {
            return;
        }

        if (snapshot.Self == SelfPresence.Lost)
        {
            MemberFindings.SelfLost(findings, subject, IsInCluster(snapshot));
        }
        else if (snapshot.IsSelfUncertain)
        {
            MemberFindings.OneOfOwnAddresses(findings, snapshot.Members, [], IsInCluster(snapshot));
        }
        else if (snapshot is { Self: SelfPresence.Absent, Count: > 0 })
        {
            MemberFindings.SelfAbsent(findings, subject, string.Empty, string.Empty, [], IsInCluster(snapshot));
        }
    }

    /// <summary>A stale list is a warning, for the last peers stay; one that was never read is an error.</summary>
    /// <param name="findings">Where it goes.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="isCluster">Whether the lookup shows a cluster; null where only the snapshot can tell.</param>
    public static void CouldNotAsk(FindingList findings, PeerSnapshot snapshot, bool? isCluster = null) =>
        QuestionFindings.CouldNotAsk(
            findings,
            snapshot.LastReason,
            Consequence.Of(snapshot),
            snapshot.IsResolved || snapshot.IsStale ? FindingSeverity.Warning : FindingSeverity.Error,
            isCluster ?? IsInCluster(snapshot));

    // Before the first answer a snapshot does not know what it is about.
    public static bool IsInCluster(PeerSnapshot snapshot) => snapshot.ResolvedName is null || ServiceSubject.Of(snapshot.ResolvedName).Namespace is not null;
}
