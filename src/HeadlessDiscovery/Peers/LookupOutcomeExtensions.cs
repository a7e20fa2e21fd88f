namespace HeadlessDiscovery;

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
