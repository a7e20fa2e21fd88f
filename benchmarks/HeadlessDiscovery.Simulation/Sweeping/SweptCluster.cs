using HeadlessDiscovery.Simulation.Fates;

namespace HeadlessDiscovery.Simulation.Sweeping;

/// <summary>A kind of DNS that a sweep tries options in: the faults are those of the scenario "rough", so often that hours show what options do about them.</summary>
internal sealed record SweptCluster(uint Ttl, double LagSeconds, double Loss)
{
    public static IReadOnlyList<SweptCluster> All { get; } =
    [
        new(5, 0.1, 0),
        new(5, 5, 0.01),
        new(5, 15, 0.05),
        new(30, 0.1, 0),
        new(30, 5, 0.01),
        new(30, 15, 0.05),
    ];

    public Scenario ToScenario() => Scenario.Of("rough") with { Name = ToString(), Ttl = Ttl, LongestLag = TimeSpan.FromSeconds(LagSeconds), Loss = Loss, SlicesAwayADay = 24, RestartsADayAndReplica = 40, FillingRestarts = 0.5, FreezesADayAndReplica = 16 };

    public override string ToString() => FormattableString.Invariant($"TTL {Ttl} s, lag {LagSeconds} s, loss {Loss * 100} %");
}
