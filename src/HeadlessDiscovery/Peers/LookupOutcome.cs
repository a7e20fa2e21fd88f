namespace HeadlessDiscovery;

/// <summary>What one lookup established. Only <see cref="Found"/> and <see cref="Empty"/> are verified answers.</summary>
public enum LookupOutcome
{
    /// <summary>No lookup has ended yet.</summary>
    None = 0,

    /// <summary>A verified, complete answer with at least one record of the asked type.</summary>
    Found,

    /// <summary>A verified "there are none": NXDOMAIN or NODATA from every candidate that had to be asked.</summary>
    Empty,

    /// <summary>It could not be asked, or the answer cannot be trusted. Says nothing about the peers, and never removes one.</summary>
    Unknown,
}

/// <summary>The spelling of a <see cref="LookupOutcome"/> in JSON, metrics and spans.</summary>
public static class LookupOutcomeExtensions
{
    /// <summary>The stable code of an outcome, as in docs/cli.md.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns><c>found</c>, <c>empty</c> or <c>unknown</c>; <see cref="LookupOutcome.None"/> is <c>unknown</c> as well, because nothing is known without a lookup.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outcome"/> is not a defined value.</exception>
    public static string ToCode(this LookupOutcome outcome) => outcome switch
    {
        LookupOutcome.Found => "found",
        LookupOutcome.Empty => "empty",
        LookupOutcome.None or LookupOutcome.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a defined LookupOutcome."),
    };
}
