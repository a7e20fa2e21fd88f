using HeadlessDiscovery.Plugs.Tests.ByHand;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>What is written by hand does over the DNS of the system: the third table of docs/plugs.md. Each test runs in a process of its own.</summary>
public sealed class ByHandTests : SafetyNet
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    [Fact]
    public Task Http_calls_stay_with_one_pod_and_a_pod_that_joins_is_not_called() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1, 2);
        scene.List(1, 2);
        await using var way = await HandWays.HttpAsync(scene.Network);
        var mine = await way.CallAsync(scene.Token);
        Assert.Equal($"{mine} × 50", await way.SpreadAsync(50, scene.Token));
        await scene.ServeAsync(3);
        scene.List(1, 2, 3);
        Assert.Equal($"{mine} × 50", await way.SpreadAsync(50, scene.Token));
    });

    [Fact]
    public Task Http_goes_on_calling_a_pod_that_left_DNS_until_it_ends_and_then_resolves_again() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1, 2);
        scene.List(1);
        await using var way = await HandWays.HttpAsync(scene.Network);
        Assert.Equal("pod 1 × 10", await way.SpreadAsync(10, scene.Token));
        scene.List(2);
        Assert.Equal("pod 1 × 50", await way.SpreadAsync(50, scene.Token));
        await scene.KillAsync(1);
        Assert.Equal("pod 2 × 10", await way.SpreadAsync(10, scene.Token));
    });

    [Fact]
    public Task Http_passes_a_dead_pod_that_is_listed_by() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1, 2);
        scene.List(1, 2);
        await scene.KillAsync(1);
        for (var client = 0; client < 5; client++)
        {
            await using var way = await HandWays.HttpAsync(scene.Network);
            Assert.Equal("pod 2 × 4", await way.SpreadAsync(4, scene.Token));
        }
    });

    [Fact]
    public Task Http_fails_where_nobody_is_listed_or_DNS_fails_and_heals_with_the_next_call() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1);
        await using var way = await HandWays.HttpAsync(scene.Network);
        Assert.Equal("NameResolutionError × 3", await way.SpreadAsync(3, scene.Token));
        scene.List(1);
        using (scene.Dns.Faults.ServFail())
        {
            Assert.Equal("NameResolutionError × 3", await way.SpreadAsync(3, scene.Token));
        }

        Assert.Equal("pod 1 × 3", await way.SpreadAsync(3, scene.Token));
    });

    [Fact]
    public Task Http_keeps_its_connection_through_an_outage_and_through_an_empty_list_and_makes_no_new_one() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1, 2);
        scene.List(1);
        await using var way = await HandWays.HttpAsync(scene.Network);
        Assert.Equal("pod 1 × 10", await way.SpreadAsync(10, scene.Token));
        scene.List();
        Assert.Equal("pod 1 × 10", await way.SpreadAsync(10, scene.Token));
        scene.List(1, 2);
        var outage = scene.Dns.Faults.ServFail();
        Assert.Equal("pod 1 × 10", await way.SpreadAsync(10, scene.Token));
        await scene.KillAsync(1);
        Assert.Equal("NameResolutionError × 3", await way.SpreadAsync(3, scene.Token));
        outage.Dispose();
        Assert.Equal("pod 2 × 3", await way.SpreadAsync(3, scene.Token));
    });

    [Fact]
    public Task Grpc_resolves_again_15_s_after_the_last_time_at_the_earliest_once_a_connection_has_ended() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1, 2, 3, 4, 5, 6, 7);
        scene.List(1, 2, 3);
        var billing = scene.Dns.AddService("billing-headless");
        billing.SetPods(scene.Network.AddressOf(5));
        await using var way = await HandWays.GrpcAsync(scene.Network);
        await using var replaced = await HandWays.GrpcAsync(scene.Network, billing.Name);
        await way.UntilAnsweredByAsync(scene.Token, 1, 2, 3);
        await replaced.UntilAnsweredByAsync(scene.Token, 5);

        // While all connections last, nothing is noticed.
        scene.List(1, 4);
        billing.SetPods(scene.Network.AddressOf(6), scene.Network.AddressOf(7));
        Assert.Equal("pod 1 × 20, pod 2 × 20, pod 3 × 20", await way.SpreadAsync(60, scene.Token));
        Assert.Equal("pod 5 × 20", await replaced.SpreadAsync(20, scene.Token));

        // All pods of one are dead: its calls fail. Of the other one is, and pod 2 lives on but is missing from the answer.
        await scene.KillAsync(3, 5);
        while (await replaced.TryAsync(scene.Token) != "Unavailable")
        {
            await Task.Delay(10, scene.Token);
        }

        await Task.WhenAll(way.UntilAnsweredByAsync(scene.Token, 1, 4), replaced.UntilAnsweredByAsync(scene.Token, 6, 7));
        scene.List(1, 2, 4);
        Assert.Equal("pod 1 × 20, pod 4 × 20", await way.SpreadAsync(40, scene.Token));
    });

    [Fact]
    public Task Grpc_fails_where_nobody_is_listed_or_DNS_fails_and_heals_later() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1);
        await using (var empty = await HandWays.GrpcAsync(scene.Network))
        {
            Assert.Equal("Unavailable", await empty.TryAsync(scene.Token));
        }

        scene.List(1);
        var outage = scene.Dns.Faults.ServFail();
        await using var way = await HandWays.GrpcAsync(scene.Network);
        Assert.Equal("Unavailable", await way.TryAsync(scene.Token));
        outage.Dispose();
        await way.UntilAnsweredByAsync(scene.Token, 1);
    });

    [Fact]
    public Task Grpc_keeps_its_connections_through_an_outage_and_an_empty_list_and_a_dead_pod_costs_no_call() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1, 2, 3);
        scene.List(1, 2, 3);
        await using var way = await HandWays.GrpcAsync(scene.Network);
        await way.UntilAnsweredByAsync(scene.Token, 1, 2, 3);
        scene.List();
        Assert.Equal("pod 1 × 10, pod 2 × 10, pod 3 × 10", await way.SpreadAsync(30, scene.Token));
        scene.List(1, 2, 3);
        using var outage = scene.Dns.Faults.ServFail();
        Assert.Equal("pod 1 × 10, pod 2 × 10, pod 3 × 10", await way.SpreadAsync(30, scene.Token));
        await scene.KillAsync(3);
        await way.UntilAnsweredByAsync(scene.Token, 1, 2);
        Assert.Equal("pod 1 × 10, pod 2 × 10", await way.SpreadAsync(20, scene.Token));
    });

    [Fact]
    public Task Yarp_sees_a_change_and_a_partial_answer_with_the_next_refresh_and_calls_dead_pods_until_then() => RunAsync(async scene =>
    {
        Assert.Equal(TimeSpan.FromMinutes(5), new DnsDestinationResolverOptions().RefreshPeriod);
        await scene.ServeAsync(1, 2, 3, 4);
        scene.List(1, 2);
        await using var slow = await HandWays.YarpAsync(scene.Network);
        await using var way = await HandWays.YarpAsync(scene.Network, Period, scene.Token);
        await way.UntilAnsweredByAsync(scene.Token, 1, 2);
        await slow.UntilAnsweredByAsync(scene.Token, 1, 2);

        // A pod that one answer lacks is not called from then on, and again after another refresh.
        scene.List(1);
        await way.UntilAnsweredByAsync(scene.Token, 1);
        scene.List(1, 2);
        await way.UntilAnsweredByAsync(scene.Token, 1, 2);

        scene.List(3, 4);
        await scene.KillAsync(1, 2);
        await way.UntilAnsweredByAsync(scene.Token, 3, 4);
        Assert.Equal("502 × 20", await slow.SpreadAsync(20, scene.Token));
    });

    [Fact]
    public Task Yarp_calls_a_dead_pod_that_is_listed() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1, 2);
        scene.List(1, 2);
        await using var way = await HandWays.YarpAsync(scene.Network);
        await way.UntilAnsweredByAsync(scene.Token, 1, 2);
        await scene.KillAsync(1);
        Assert.Equal("502 × 10, pod 2 × 10", await way.SpreadAsync(20, scene.Token));
    });

    [Fact]
    public Task Yarp_does_not_start_where_nobody_is_listed_or_DNS_fails() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1);
        await Assert.ThrowsAnyAsync<Exception>(() => HandWays.YarpAsync(scene.Network));
        scene.List(1);
        using (scene.Dns.Faults.ServFail())
        {
            await Assert.ThrowsAnyAsync<Exception>(() => HandWays.YarpAsync(scene.Network));
        }

        await using var way = await HandWays.YarpAsync(scene.Network);
        await way.UntilAnsweredByAsync(scene.Token, 1);
    });

    [Fact]
    public Task Yarp_calls_the_last_pods_through_an_outage() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1, 2);
        scene.List(1, 2);
        await using var way = await HandWays.YarpAsync(scene.Network, Period, scene.Token);
        await way.UntilAnsweredByAsync(scene.Token, 1, 2);
        using var outage = scene.Dns.Faults.ServFail();
        await scene.Dns.Questions.WaitForAsync(2, question => question.ResponseCode == 2, scene.Token);
        Assert.Equal("pod 1 × 10, pod 2 × 10", await way.SpreadAsync(20, scene.Token));
    });

    private Task RunAsync(Func<Scene, Task> test, [System.Runtime.CompilerServices.CallerMemberName] string name = "") => OwnSystemDns.RunAsync(test, Token, name);
}
