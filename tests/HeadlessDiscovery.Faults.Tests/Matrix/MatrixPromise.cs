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

    /// <summary>The first verified answer after an outage: no pause is longer than that of health, and what a lookup waited in vain is part of its pause.</summary>
    public static readonly TimeSpan News = TimeSpan.FromSeconds(MatrixWorld.HonestTtl + 1);

    /// <summary>When the last of those that left at <paramref name="removedAt"/> must be gone.</summary>
    public static TimeSpan Gone(TimeSpan removedAt, TimeSpan recoveredAt, MatrixFault fault, Phase phase)
    {
        var from = recoveredAt > removedAt ? recoveredAt : removedAt;
        return from + Confirmations
            + (phase == Phase.DuringMassRemoval ? MassHold : TimeSpan.Zero)
            + (fault.Fails ? News : Ttl);
    }
}
