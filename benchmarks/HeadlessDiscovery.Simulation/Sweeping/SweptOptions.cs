using HeadlessDiscovery.Simulation.Clients;

namespace HeadlessDiscovery.Simulation.Sweeping;

/// <summary>Options of the library that a sweep tries.</summary>
/// <param name="Confirmations"><see cref="HeadlessPeersOptions.RemovalConfirmations"/>.</param>
/// <param name="HoldSeconds"><see cref="HeadlessPeersOptions.MassRemovalHold"/>.</param>
/// <param name="SpacingSeconds"><see cref="HeadlessPeersOptions.MinRefreshInterval"/>, the least time between two confirmations.</param>
internal sealed record SweptOptions(int Confirmations, double HoldSeconds, double SpacingSeconds)
{
    public static SweptOptions Defaults { get; } = new(3, 15, 1);

    public static IReadOnlyList<SweptOptions> All { get; } =
    [
        .. from spacing in (double[])[1, 3]
           from confirmations in (int[])[1, 2, 3, 5]
           from hold in (double[])[0, 15, 60]
           select new SweptOptions(confirmations, hold, spacing),
    ];

    public Policy ToPolicy() => new(ToString(), "this library with other options", pod => new ResolverClient(pod, Configure));

    public override string ToString() => FormattableString.Invariant($"{Confirmations} confirmations, hold {HoldSeconds} s, spacing {SpacingSeconds} s");

    private void Configure(HeadlessPeersOptions options) => (options.RemovalConfirmations, options.MassRemovalHold, options.MinRefreshInterval) =
        (Confirmations, TimeSpan.FromSeconds(HoldSeconds), TimeSpan.FromSeconds(SpacingSeconds));
}
