namespace HeadlessDiscovery.Json;

/// <summary>The events of docs/cli.md: those of watch, of its demo, and of the page.</summary>
internal enum EventKind
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

/// <summary>What happened between two snapshots, as events.</summary>
internal static class EventKinds
{
    /// <summary>Every kind that applies, in a fixed order. Empty where nothing that a reader can see differs.</summary>
    /// <param name="change">The change.</param>
    /// <param name="hasOtherHosts">Whether a peer that was there has another host name now, where that is an event.</param>
    public static IReadOnlyList<EventKind> Of(PeerChange change, bool hasOtherHosts = false)
    {
        var (before, now) = (change.Previous, change.Current);
        var kinds = new List<EventKind>(2);

        // The first positive answer has no other name before it: that is the change itself.
        Add(before.ResolvedName is not null && before.ResolvedName != now.ResolvedName, EventKind.Name);
        Add(!before.IsStale && now.IsStale, EventKind.Stale);
        Add(before.IsStale && !now.IsStale, EventKind.Fresh);
        Add(!change.Added.IsEmpty || !change.Removed.IsEmpty || (!before.IsResolved && now.IsResolved), EventKind.Change);
        Add(hasOtherHosts, EventKind.Hosts);
        Add(!before.Held.Except(change.Removed).SequenceEqual(now.Held), EventKind.Held);
        Add(before.IsResolved && before.Self != now.Self, EventKind.Self);
        Add(kinds.Count == 0 && before.ResolvedName != now.ResolvedName, EventKind.Name);
        return kinds;

        void Add(bool applies, EventKind kind)
        {
            if (applies)
            {
                kinds.Add(kind);
            }
        }
    }

    /// <summary>Part of the contract, so not derived from the names in code.</summary>
    public static string ToCode(this EventKind kind) => kind switch
    {
        EventKind.Snapshot => "snapshot",
        EventKind.Name => "name",
        EventKind.Stale => "stale",
        EventKind.Fresh => "fresh",
        EventKind.Change => "change",
        EventKind.Hosts => "hosts",
        EventKind.Held => "held",
        EventKind.Self => "self",
        EventKind.Lookup => "lookup",
        EventKind.End => "end",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an event of docs/cli.md."),
    };
}
