namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>What the resolver has done since it was made, and what it is about to do.</summary>
internal sealed record StatisticsDocument(
    long Lookups,
    long FailedLookups,
    int FailuresInARow,
    double? MedianSeconds,
    double? Percentile99Seconds,
    double? NextLookupInSeconds,
    IReadOnlyList<HeldDocument> Held,
    IReadOnlyList<ReportedDocument> Reported)
{
    public static StatisticsDocument Of(PeerResolverStatistics counted) => new(
        counted.Lookups,
        counted.FailedLookups,
        counted.FailuresInARow,
        Spelling.Seconds(counted.MedianDuration),
        Spelling.Seconds(counted.Percentile99Duration),
        Spelling.Seconds(counted.NextLookupIn),
        [.. counted.Held.Select(held => new HeldDocument(PeerDocument.Of(held.Peer), held.Confirmations, held.Needed, Spelling.Seconds(held.HeldFor)!.Value, Spelling.Seconds(held.HeldAtLeast)!.Value))],
        [.. counted.Reported.Select(reported => new ReportedDocument(PeerDocument.Of(reported.Peer), reported.Count, Spelling.Seconds(reported.LastAgo)!.Value, reported.Reporter))]);
}

/// <summary>A held peer, and how far its removal is confirmed.</summary>
internal sealed record HeldDocument(PeerDocument Peer, int Confirmations, int Needed, double HeldForSeconds, double HeldAtLeastSeconds);

/// <summary>A peer that the application could not reach.</summary>
internal sealed record ReportedDocument(PeerDocument Peer, int Count, double LastAgoSeconds, string? Reporter);
