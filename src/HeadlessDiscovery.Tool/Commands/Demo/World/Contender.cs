using System.Collections.Immutable;

namespace HeadlessDiscovery.Tool.Commands.Demo.World;

/// <summary>A list of pods that one way of discovery keeps, and what it costs an application that calls every pod of it each second.</summary>
internal sealed class Contender
{
    private readonly Lock gate = new();
    private ImmutableSortedSet<Peer> listed = [];
    private ImmutableSortedSet<Peer> dropped = [];
    private bool isStale;
    private int lost;
    private int calls;
    private int failed;

    public ImmutableSortedSet<Peer> Listed
    {
        get
        {
            lock (gate)
            {
                return listed;
            }
        }
    }

    /// <summary>Takes the next list.</summary>
    /// <param name="next">The pods on it.</param>
    /// <param name="nextIsStale">Whether it is an old list, kept because the last lookup failed.</param>
    /// <param name="truth">The pods that are live: one of them that is dropped is lost.</param>
    public void Follow(IEnumerable<Peer> next, bool nextIsStale, ImmutableSortedSet<Peer> truth)
    {
        lock (gate)
        {
            ImmutableSortedSet<Peer> now = [.. next];
            var gone = listed.Except(now);
            lost += gone.Intersect(truth).Count;
            dropped = dropped.Union(gone).Except(now);
            (listed, isStale) = (now, nextIsStale);
        }
    }

    /// <summary>Counts a round of calls. A live pod that was dropped cannot be called, which is a failed call too.</summary>
    public void Called(int answered, int unanswered, ImmutableSortedSet<Peer> truth)
    {
        lock (gate)
        {
            var failures = unanswered + dropped.Intersect(truth).Count;
            calls += answered + failures;
            failed += failures;
        }
    }

    public Standing Read(ImmutableSortedSet<Peer> truth)
    {
        lock (gate)
        {
            return new Standing { Peers = listed.Count, Missing = dropped.Intersect(truth).Count, IsStale = isStale, Lost = lost, Calls = calls, Failed = failed };
        }
    }
}

/// <summary>How a contender stands at one moment.</summary>
internal sealed record Standing
{
    /// <summary>Pods on its list, the held ones included.</summary>
    public required int Peers { get; init; }

    /// <summary>Those of them whose removal is being confirmed.</summary>
    public int Held { get; init; }

    /// <summary>Live pods that it lacks now, and had.</summary>
    public int Missing { get; init; }

    public bool IsStale { get; init; }

    /// <summary>Live pods lost so far.</summary>
    public int Lost { get; init; }

    public int Calls { get; init; }

    /// <summary>Calls that failed so far.</summary>
    public int Failed { get; init; }

    public Harm Harm => Missing > 0 ? Harm.Lost : IsStale ? Harm.Stale : Harm.None;
}

/// <summary>How bad it is: what the colours of the live screen mean.</summary>
internal enum Harm
{
    None,

    /// <summary>The list may be out of date.</summary>
    Stale,

    /// <summary>A live pod is missing.</summary>
    Lost,
}
