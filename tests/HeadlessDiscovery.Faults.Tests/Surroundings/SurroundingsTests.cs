using HeadlessDiscovery.Faults.Tests.Simulation;

namespace HeadlessDiscovery.Faults.Tests.Surroundings;

public sealed class SurroundingsTests
{
    public static TheoryData<string> Surroundings => [.. SurroundingsCommand.All.Keys];

    [Theory]
    [MemberData(nameof(Surroundings))]
    public Task The_resolver_keeps_its_promises_among(string surroundings) => OwnProcess.RunAsync("surroundings", surroundings);
}
