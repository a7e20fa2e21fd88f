namespace HeadlessDiscovery.Simulation.Fates;

/// <summary>Something that happens at a moment.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Which">The number of the pod, of the replica or of the node.</param>
/// <param name="Lasts">For how long.</param>
/// <param name="Address">Of a pod that joins: the number of its address.</param>
internal sealed record Happening(TimeSpan At, HappeningKind Kind, int Which, TimeSpan Lasts = default, int Address = 0)
{
    public override string ToString() => Kind switch
    {
        HappeningKind.Joins => FormattableString.Invariant($"{At.TotalSeconds,10:0.000} pod {Which} joins at address {Address}"),
        HappeningKind.Leaves => FormattableString.Invariant($"{At.TotalSeconds,10:0.000} pod {Which} leaves"),
        HappeningKind.IsNotReady => FormattableString.Invariant($"{At.TotalSeconds,10:0.000} pod {Which} is not ready {(Lasts > TimeSpan.Zero ? FormattableString.Invariant($"for {Lasts.TotalSeconds:0.0} s") : "until its end")}"),
        HappeningKind.ApiFails or HappeningKind.NetworkLoses or HappeningKind.DnsFails => FormattableString.Invariant($"{At.TotalSeconds,10:0.000} {Kind} for {Lasts.TotalSeconds:0.0} s"),
        _ => FormattableString.Invariant($"{At.TotalSeconds,10:0.000} {Kind} {Which} for {Lasts.TotalSeconds:0.0} s"),
    };
}
