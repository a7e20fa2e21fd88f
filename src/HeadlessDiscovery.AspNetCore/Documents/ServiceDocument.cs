using HeadlessDiscovery.AspNetCore.Recording;

namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>What the page says of one service, as JSON (docs/schema/page-v1.json).</summary>
internal sealed record ServiceDocument(
    int V,
    string Service,
    DateTimeOffset At,
    SnapshotDocument Snapshot,
    IReadOnlyList<FindingDocument> Findings,
    LookupDocument? Lookup,
    ConfigurationDocument? Configuration,
    IReadOnlyList<TransitionDocument> History,
    IReadOnlyDictionary<string, string> Options,
    StatisticsDocument? Statistics)
{
    public static ServiceDocument Of(ServiceView view) => new(
        1,
        view.Service,
        view.Now,
        SnapshotDocument.Of(view.Snapshot, view.History),
        [.. view.Findings.Select(FindingDocument.Of)],
        view.Lookup is { } lookup ? LookupDocument.Of(lookup) : null,
        view.Plan is { } plan ? ConfigurationDocument.Of(plan.Configuration) : null,
        [.. view.History.Transitions.Select(TransitionDocument.Of)],
        view.Options.ToDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal),
        view.Statistics is { } statistics ? StatisticsDocument.Of(statistics) : null);
}

/// <summary>All services of the application.</summary>
internal sealed record PeersDocument(int V, IReadOnlyList<ServiceDocument> Services);

/// <summary>One thing that happened.</summary>
internal sealed record TransitionDocument(
    string Event, DateTimeOffset At, long Version, int Peers, IReadOnlyList<PeerDocument> Added, IReadOnlyList<PeerDocument> Removed, IReadOnlyList<PeerDocument> Held, string Self, string? Name, string? Reason, long Times, DateTimeOffset LastAt)
{
    public static TransitionDocument Of(Transition told) => new(
        told.Kind,
        told.At,
        told.Snapshot.Version,
        told.Snapshot.Count,
        [.. told.Added.Select(PeerDocument.Of)],
        [.. told.Removed.Select(PeerDocument.Of)],
        [.. told.Snapshot.Held.Select(PeerDocument.Of)],
        told.Snapshot.Self.ToCode(),
        told.Snapshot.ResolvedName,
        told.Snapshot.LastReason.ToCode(),
        told.Times,
        told.LastAt);
}
