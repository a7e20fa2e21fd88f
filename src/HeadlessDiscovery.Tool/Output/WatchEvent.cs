using System.Collections.Immutable;
using HeadlessDiscovery.Json;
using HeadlessDiscovery.Tool.Resolving;

namespace HeadlessDiscovery.Tool.Output;

/// <summary>One event with the whole state, so that a reader may take any of them alone.</summary>
internal sealed record WatchEvent(EventKind Kind, TimeSpan Since, DateTimeOffset At, string Service, PeerSnapshot Snapshot)
{
    public string? Pod { get; init; }

    public ImmutableArray<Peer> Added { get; init; } = [];

    public ImmutableArray<Peer> Removed { get; init; } = [];

    /// <summary>On the last event only.</summary>
    public LookupTally? Tally { get; init; }

    /// <summary>The event of a change. Added and removed stand on one event of it only, so that a reader may add them up.</summary>
    public WatchEvent With(PeerChange change) => Kind is EventKind.Snapshot or EventKind.Change ? this with { Added = change.Added, Removed = change.Removed } : this;
}
