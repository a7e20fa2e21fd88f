namespace HeadlessDiscovery;

/// <summary>The outcome of a lookup. Only <see cref="Found"/> and <see cref="Empty"/> are verified answers.</summary>
public enum LookupOutcome
{
    /// <summary>No lookup has ended yet.</summary>
    None = 0,

    /// <summary>A verified, complete answer with at least one record of the queried type.</summary>
    Found,

    /// <summary>A verified negative answer: NXDOMAIN or NODATA for every candidate that had to be queried.</summary>
    Empty,

    /// <summary>The lookup failed, or the answer is not trusted. The peers may be fine, so none is removed.</summary>
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
