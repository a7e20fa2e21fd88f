using System.Diagnostics.CodeAnalysis;

namespace HeadlessDiscovery.Simulation.Invariants;

/// <summary>Something did not hold that must always hold.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It is thrown in one place.")]
[SuppressMessage("Design", "CA1064", Justification = "It does not leave the program.")]
internal sealed class BrokenInvariantException(TimeSpan at, string kind, string what)
    : Exception(FormattableString.Invariant($"at {at.TotalSeconds:0.000} s: {what}"))
{
    public TimeSpan At => at;

    /// <summary>Which invariant, whatever numbers are in it.</summary>
    public string Kind => kind;
}
