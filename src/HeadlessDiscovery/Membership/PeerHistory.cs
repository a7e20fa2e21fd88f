namespace HeadlessDiscovery.Membership;

/// <summary>How often a peer came back after it was missing, so that servers that disagree for long do not take it away again and again.</summary>
/// <param name="Returns">From a hold one, from a removal two.</param>
/// <param name="HoldReturns">Those from a hold: only answers that disagree bring them about.</param>
/// <param name="First">When the first of them was.</param>
/// <param name="Last">When the last of them was.</param>
internal sealed record PeerHistory(int Returns, int HoldReturns, TimeSpan First, TimeSpan Last)
{
    /// <summary>After so long without a return all of it is forgotten.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private const int MostNeeded = 16;
    private const int ManyReturns = 4;
    private static readonly TimeSpan LongDisagreement = TimeSpan.FromMinutes(1);

    /// <summary>Whether the servers have disagreed about this peer for long enough to say so.</summary>
    public bool ShowsDisagreement => HoldReturns >= ManyReturns && Last - First >= LongDisagreement;

    /// <summary>Whether the servers have disagreed about this peer for longer than replicas lag behind each other: one of them stands still.</summary>
    public bool OutlastsLag => HoldReturns > 1 && Last - First >= 2 * RemovalRule.ReplicaLag;

    /// <summary>How many statements a removal needs: twice as many for each return after the first one from a hold, at most sixteen. Who asks for one wants removals at once.</summary>
    public static int Needed(PeerHistory? history, int confirmations, TimeSpan now) =>
        confirmations > 1 && Current(history, now) is { Returns: > 1 } current
            ? Math.Max(confirmations, Math.Min(MostNeeded, confirmations << Math.Min(current.Returns - 1, 4)))
            : confirmations;

    /// <summary>The history with one more return.</summary>
    public static PeerHistory After(PeerHistory? history, bool wasRemoved, TimeSpan now)
    {
        var before = Current(history, now) ?? new PeerHistory(0, 0, now, now);
        return before with { Returns = before.Returns + (wasRemoved ? 2 : 1), HoldReturns = before.HoldReturns + (wasRemoved ? 0 : 1), Last = now };
    }

    /// <summary>The history with one more return from a hold that no statement counted for: it shows disagreement, and makes no removal harder.</summary>
    public static PeerHistory AfterWeak(PeerHistory? history, TimeSpan now)
    {
        var before = Current(history, now) ?? new PeerHistory(0, 0, now, now);
        return before with { HoldReturns = before.HoldReturns + 1, Last = now };
    }

    private static PeerHistory? Current(PeerHistory? history, TimeSpan now) => history is not null && now - history.Last <= Memory ? history : null;
}
