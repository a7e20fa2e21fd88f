using HeadlessDiscovery.Plugs.Tests.Rolling;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>Six pods replaced one by one under 200 calls a second of each package, in the times of docs/kubernetes.md with the default options, or in a fifth of them.</summary>
public sealed class RollingUpdateTests() : TestDeadline(TimeSpan.FromMinutes(6))
{
    [Fact]
    public async Task With_the_timing_of_the_page_no_call_of_any_package_fails()
    {
        var loads = await RunAsync(RolloutTiming.Page);
        foreach (var load in loads)
        {
            Assert.True(load.Failed == 0, $"{load.Way}: {load.Failed} of {load.Sent} failed: {load.Failures}");
            Assert.Equal(Enumerable.Range(1, 12).Select(number => $"pod {number}").Order(StringComparer.Ordinal), load.Pods.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Without_that_timing_calls_fail_and_all_new_pods_are_called_in_the_end()
    {
        var loads = await RunAsync(RolloutTiming.Page.Scaled().Without(preStop: true, readiness: true));
        NonEmpty.All(loads, load => Assert.Superset(Enumerable.Range(7, 6).Select(number => $"pod {number}").ToHashSet(), load.Pods.ToHashSet()));
        Assert.True(loads.Sum(load => load.Failed) > 0);
    }

    [Fact]
    public void The_pause_is_that_of_the_page() => Assert.Contains(
        $"preStop: {{ sleep: {{ seconds: {RolloutTiming.Page.PreStop!.Value.TotalSeconds} }} }}",
        Repository.Read("docs/kubernetes.md"),
        StringComparison.Ordinal);

    private async Task<IReadOnlyList<Load>> RunAsync(RolloutTiming timing)
    {
        await using var dns = await HeadlessServiceServer.StartAsync(PackageWays.Service, options => options.Ttl = timing.Ttl, Token);
        var network = new PodNetwork(90);
        await using var update = new RollingUpdate(dns, network, timing);
        await update.StartAsync(Token);
        var ways = new List<Way>();
        foreach (var start in PackageWays.All)
        {
            var way = await start(dns, network, timing.Peers, Token);
            ways.Add(way);
            await way.UntilAnsweredByAsync(Token, 1, 2, 3, 4, 5, 6);
        }

        try
        {
            var loads = await update.RunAsync(ways, Token);
            foreach (var load in loads)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{load.Way}: {load.Failed} of {load.Sent} failed {load.Failures}");
            }

            return loads;
        }
        finally
        {
            foreach (var way in ways)
            {
                await way.DisposeAsync();
            }
        }
    }
}
