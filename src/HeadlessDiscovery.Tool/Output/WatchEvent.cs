using System.Collections.Immutable;
using HeadlessDiscovery.Tool.Resolving;

namespace HeadlessDiscovery.Tool.Output;

/// <summary>The kinds of events of watch and demo.</summary>
internal enum WatchEventKind
{
    /// <summary>The first event: what is known now.</summary>
    Snapshot,

    /// <summary>Another fully qualified name answers.</summary>
    Name,

    /// <summary>The last lookup could not be completed.</summary>
    Stale,

    /// <summary>Lookups are completed again.</summary>
    Fresh,

    /// <summary>Peers joined or left, or the first verified answer arrived.</summary>
    Change,

    /// <summary>A peer that was there has another host name now, as where two named pods exchanged their addresses.</summary>
    Hosts,

    /// <summary>A peer began to be held, or is listed again.</summary>
    Held,

    /// <summary>This pod's address appeared or disappeared.</summary>
    Self,

    /// <summary>A lookup ended.</summary>
    Lookup,

    /// <summary>The last event.</summary>
    End,
}

/// <summary>One event with the whole state, so that a reader may take any of them alone.</summary>
internal sealed record WatchEvent(WatchEventKind Kind, TimeSpan Since, DateTimeOffset At, string Service, PeerSnapshot Snapshot)
{
    public string? Pod { get; init; }

    public ImmutableArray<Peer> Added { get; init; } = [];

    public ImmutableArray<Peer> Removed { get; init; } = [];

    /// <summary>On the last event only.</summary>
    public LookupTally? Tally { get; init; }

    /// <summary>The event of a change. Added and removed stand on one event of it only, so that a reader may add them up.</summary>
    public WatchEvent With(PeerChange change) => Kind is WatchEventKind.Snapshot or WatchEventKind.Change ? this with { Added = change.Added, Removed = change.Removed } : this;
}
