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
    public Task Grpc_calls_all_listed_pods_and_sees_a_change_when_a_connection_ends() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1, 2, 3, 4);
        scene.List(1, 2, 3);
        await using var way = await HandWays.GrpcAsync(scene.Network);
        await way.UntilAnsweredByAsync(scene.Token, 1, 2, 3);
        scene.List(2, 3, 4);
        Assert.Equal("pod 1 × 20, pod 2 × 20, pod 3 × 20", await way.SpreadAsync(60, scene.Token));
        await scene.KillAsync(3);
        scene.List(2, 4);
        await way.UntilAnsweredByAsync(scene.Token, 2, 4);
    });

    [Fact]
    public Task Grpc_leaves_a_pod_out_that_one_answer_lacks() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1, 2, 3);
        scene.List(1, 2, 3);
        await using var way = await HandWays.GrpcAsync(scene.Network);
        await way.UntilAnsweredByAsync(scene.Token, 1, 2, 3);

        // The answer after the end of a connection is a partial one, and the only one.
        scene.List(1);
        await scene.KillAsync(3);
        await way.UntilAnsweredByAsync(scene.Token, 1);
        scene.List(1, 2);
        Assert.Equal("pod 1 × 20", await way.SpreadAsync(20, scene.Token));
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
    public Task Grpc_calls_fail_after_all_pods_were_replaced_until_it_resolves_again() => RunAsync(async scene =>
    {
        await scene.ServeAsync(1, 2, 3, 4);
        scene.List(1, 2);
        await using var way = await HandWays.GrpcAsync(scene.Network);
        await way.UntilAnsweredByAsync(scene.Token, 1, 2);
        scene.List(3, 4);
        await scene.KillAsync(1, 2);
        Assert.Equal("Unavailable", await way.TryAsync(scene.Token));
        await way.UntilAnsweredByAsync(scene.Token, 3, 4);
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
    public Task Yarp_calls_the_last_pods_through_an_outage_and_an_empty_list() => RunAsync(async scene =>
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
