namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>How long a peer whose pod is gone may stay listed: the sum that docs/reliability.md promises.</summary>
internal static class MatrixPromise
{
    /// <summary>The TTL, and half a second of jitter on it.</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(MatrixWorld.HonestTtl + 0.5);

    /// <summary>Two further questions, each a second later with a tenth of jitter.</summary>
    public static readonly TimeSpan Confirmations = TimeSpan.FromSeconds(2 * 1.1);

    /// <summary>The hold of a mass removal, and the jitter of the question at its end.</summary>
    public static readonly TimeSpan MassHold = TimeSpan.FromSeconds(15 + 0.5);

    /// <summary>One try that was still waiting for a lost answer when the fault ended.</summary>
    public static readonly TimeSpan LostTry = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30 * 1.2);

    /// <summary>The pause that runs when an outage of some length ends: it is about as long as the outage was, and 36 s at most.</summary>
    public static TimeSpan BackOff(TimeSpan outage) => Min(LongestBackOff, (outage + TimeSpan.FromSeconds(1)) * 1.2);

    /// <summary>When the last of those that left at <paramref name="removedAt"/> must be gone.</summary>
    public static TimeSpan Gone(TimeSpan removedAt, TimeSpan recoveredAt, TimeSpan outage, Phase phase)
    {
        var from = recoveredAt > removedAt ? recoveredAt : removedAt;
        return from + BackOff(outage) + LostTry + Ttl + Confirmations + (phase == Phase.DuringMassRemoval ? MassHold : TimeSpan.Zero);
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
