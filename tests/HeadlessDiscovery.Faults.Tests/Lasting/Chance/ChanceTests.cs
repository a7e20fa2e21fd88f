using HeadlessDiscovery.Faults.Tests.Simulation;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Chance;

/// <summary>Worlds by chance. More of them: the command "chance", with the first seed and the one after the last.</summary>
public sealed class ChanceTests
{
    [Fact]
    public async Task In_no_world_is_a_living_peer_removed_a_dead_one_kept_or_the_servers_asked_too_much() =>
        Assert.DoesNotContain("BROKEN", await OwnProcess.RunAsync("chance", "0", "30"), StringComparison.Ordinal);
}
