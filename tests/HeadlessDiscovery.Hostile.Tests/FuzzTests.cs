using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.Fuzz.Targets;

namespace HeadlessDiscovery.Hostile.Tests;

/// <summary>A short run of each fuzz target over its corpus; the long ones are in docs/reliability.md.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData("resolvconf", 20_000, 1)]
    [InlineData("searchlist", 20_000, 1)]
    [InlineData("reader", 20_000, 1)]
    [InlineData("wire", 20_000, 1)]
    [InlineData("answers", 5_000, 8)]
    public async Task No_input_crashes_hangs_or_passes_a_lie(string name, int executions, int workers)
    {
        var newTarget = FuzzTargets.ByName[name];
        using var one = newTarget();
        var run = new FuzzRun(SeedCorpus.Of(one.Corpus), seed: 20);

        var failure = await run.RunAsync(newTarget, executions, workers).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.True(failure is null, $"{failure?.Problem} Input: {Convert.ToHexString(failure?.Input ?? [])}");
        Assert.Equal(executions, run.Executions);
    }
}
