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

        var subject = ServiceSubject.Of(snapshot);
        if (snapshot.LastOutcome == LookupOutcome.Unknown)
        {
            CouldNotAsk(findings, snapshot, subject);
        }
        else if (snapshot is { LastOutcome: LookupOutcome.Empty, Members.IsEmpty: true })
        {
            ReasonFindings.Empty(findings, subject, snapshot.LastReason);
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
            MemberFindings.SelfLost(findings, subject);
        }
        else if (snapshot.IsSelfUncertain)
        {
            MemberFindings.OneOfOwnAddresses(findings, subject, snapshot.Members, []);
        }
        else if (snapshot is { Self: SelfPresence.Absent, Count: > 0 })
        {
            MemberFindings.SelfAbsent(findings, subject, findings.Texts.SelfAbsent(AbsenceCause.Unknown, null, subject.IsInCluster), FindingConfidence.Likely, []);
        }
    }

    /// <summary>A stale list is a warning, for the last peers stay; one that was never read is an error.</summary>
    public static void CouldNotAsk(FindingList findings, PeerSnapshot snapshot, ServiceSubject subject) =>
        ReasonFindings.CouldNotAsk(findings, subject, snapshot.LastReason, Consequence.Of(snapshot), snapshot.IsResolved || snapshot.IsStale ? FindingSeverity.Warning : FindingSeverity.Error);
}
