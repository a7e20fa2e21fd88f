using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace HeadlessDiscovery.Grpc.Tests;

public sealed class BalancingTests : SafetyNet
{
    [Fact]
    public async Task Every_pod_answers_as_often_as_the_others_by_default()
    {
        await using var one = await GrpcPod.StartAsync("127.0.21.1");
        await using var two = await GrpcPod.StartAsync("127.0.21.2");
        await using var three = await GrpcPod.StartAsync("127.0.21.3");
        await using var orders = new OrdersChannel(fake => fake.Set([one.Peer, two.Peer, three.Peer]));
        await orders.UntilAnsweredByAsync(Token, one, two, three);
        var answers = await orders.WhoAsync(30, Token);
        Assert.Equal([10, 10, 10], answers.Values);
    }

    [Fact]
    public async Task A_pod_that_joins_is_called_and_one_that_leaves_is_not()
    {
        await using var one = await GrpcPod.StartAsync("127.0.21.1");
        await using var two = await GrpcPod.StartAsync("127.0.21.2");
        await using var orders = new OrdersChannel(fake => fake.Set([one.Peer]));
        await orders.UntilAnsweredByAsync(Token, one);
        orders.Peers.Add(two.Peer.ToString());
        await orders.UntilAnsweredByAsync(Token, one, two);
        orders.Peers.Remove(one.Peer.ToString());
        await orders.UntilAnsweredByAsync(Token, two);
    }

    [Fact]
    public async Task This_pod_is_a_member_and_is_not_called()
    {
        await using var self = await GrpcPod.StartAsync("127.0.21.1");
        await using var other = await GrpcPod.StartAsync("127.0.21.2");
        await using var orders = new OrdersChannel(fake => fake.WithSelf(self.Peer.ToString()).Set([self.Peer, other.Peer]));
        await orders.UntilAnsweredByAsync(Token, other);
        Assert.Equal(20, Assert.Single(await orders.WhoAsync(20, Token)).Value);
        Assert.Equal(0, self.Asked);
    }

    [Fact]
    public async Task A_balancing_policy_of_the_application_is_respected()
    {
        await using var one = await GrpcPod.StartAsync("127.0.21.1");
        await using var two = await GrpcPod.StartAsync("127.0.21.2");
        await using var orders = new OrdersChannel(
            fake => fake.Set([one.Peer, two.Peer]),
            options: channel => channel.ServiceConfig = new ServiceConfig { LoadBalancingConfigs = { new PickFirstConfig() } });
        Assert.Equal(30, Assert.Single(await orders.WhoAsync(30, Token)).Value);
    }

    [Fact]
    public async Task A_retry_policy_of_the_application_is_respected_beside_round_robin()
    {
        await using var one = await GrpcPod.StartAsync("127.0.21.1");
        await using var two = await GrpcPod.StartAsync("127.0.21.2");
        await using var orders = new OrdersChannel(fake => fake.Set([one.Peer, two.Peer]), options: channel => channel.ServiceConfig = RetryPolicies.FiveTimes());

        // Both are connected: while only the bad one is, each retry can reach no other.
        await orders.UntilAnsweredByAsync(Token, one, two);
        var asked = one.Asked;
        one.Before = _ => throw new RpcException(new Status(StatusCode.Unavailable, "not now"));

        // Retries reach the other pod, so no call fails; and the bad one was called, so it is no pick_first on the good one.
        await TestWait.UntilAsync(async () => (await orders.WhoAsync(10, Token)).Keys.Single() == two.Peer.ToString() && one.Asked > asked + 5, Token);
    }

    [Fact]
    public async Task Without_the_service_config_of_resolvers_the_channel_keeps_its_own_default()
    {
        await using var one = await GrpcPod.StartAsync("127.0.21.1");
        await using var two = await GrpcPod.StartAsync("127.0.21.2");
        await using var orders = new OrdersChannel(fake => fake.Set([one.Peer, two.Peer]), options: channel => channel.DisableResolverServiceConfig = true);
        Assert.Equal(30, Assert.Single(await orders.WhoAsync(30, Token)).Value);
    }

    [Fact]
    public async Task All_four_kinds_of_calls_reach_the_pods()
    {
        await using var one = await GrpcPod.StartAsync("127.0.21.1");
        await using var two = await GrpcPod.StartAsync("127.0.21.2");
        await using var orders = new OrdersChannel(fake => fake.Set([one.Peer, two.Peer]));
        await orders.UntilAnsweredByAsync(Token, one, two);
        HashSet<string> counted = [], summed = [], echoed = [];
        for (var call = 0; call < 2; call++)
        {
            using var counting = orders.Client.Count(new Question { Number = 3 }, cancellationToken: Token);
            var answers = await counting.ResponseStream.ReadAllAsync(Token).ToListAsync(Token);
            Assert.Equal([1, 2, 3], answers.Select(answer => answer.Number));
            counted.Add(answers.Select(answer => answer.Pod).Distinct().Single());

            using var summing = orders.Client.Sum(cancellationToken: Token);
            await summing.RequestStream.WriteAsync(new Question { Number = 20 }, Token);
            await summing.RequestStream.WriteAsync(new Question { Number = 3 }, Token);
            await summing.RequestStream.CompleteAsync();
            var sum = await summing;
            Assert.Equal(23, sum.Number);
            summed.Add(sum.Pod);

            using var echoing = orders.Client.Echo(cancellationToken: Token);
            for (var number = 1; number <= 3; number++)
            {
                await echoing.RequestStream.WriteAsync(new Question { Number = number }, Token);
                Assert.True(await echoing.ResponseStream.MoveNext(Token));
                Assert.Equal(number, echoing.ResponseStream.Current.Number);
            }

            await echoing.RequestStream.CompleteAsync();
            echoed.Add(echoing.ResponseStream.Current.Pod);
        }

        // Three calls a round over two pods: each kind has met both.
        NonEmpty.All([counted, summed, echoed], pods => Assert.Equal(2, pods.Count));
    }

    [Fact]
    public async Task A_stream_goes_on_when_its_pod_leaves_DNS()
    {
        await using var one = await GrpcPod.StartAsync("127.0.21.1");
        await using var two = await GrpcPod.StartAsync("127.0.21.2");
        await using var orders = new OrdersChannel(fake => fake.Set([one.Peer]));
        using var echoing = orders.Client.Echo(cancellationToken: Token);
        await echoing.RequestStream.WriteAsync(new Question { Number = 1 }, Token);
        Assert.True(await echoing.ResponseStream.MoveNext(Token));
        orders.Peers.Set([two.Peer]);
        await orders.UntilAnsweredByAsync(Token, two);
        await echoing.RequestStream.WriteAsync(new Question { Number = 2 }, Token);
        Assert.True(await echoing.ResponseStream.MoveNext(Token));
        Assert.Equal((one.Peer.ToString(), 2), (echoing.ResponseStream.Current.Pod, echoing.ResponseStream.Current.Number));
    }

    [Fact]
    public async Task Of_the_two_addresses_of_a_pod_one_is_called()
    {
        await using var four = await GrpcPod.StartAsync("127.0.21.1");
        await using var six = await GrpcPod.StartAsync("::1", four.Peer.Port!.Value);
        await using var other = await GrpcPod.StartAsync("127.0.21.2");
        await using var orders = new OrdersChannel(fake => fake.Set(
        [
            new Peer(four.Peer.Address, four.Peer.Port, "orders-0.orders.shop.svc.cluster.local"),
            new Peer(six.Peer.Address, six.Peer.Port, "orders-0.orders.shop.svc.cluster.local"),
            other.Peer,
        ]));
        await orders.UntilAnsweredByAsync(Token, four, other);
        Assert.Equal(0, six.Asked);
    }

    [Fact]
    public async Task A_disposed_channel_reads_the_peers_no_longer()
    {
        await using var one = await GrpcPod.StartAsync("127.0.21.1");
        await using var orders = new OrdersChannel(fake => fake.Set([one.Peer]));
        await orders.UntilAnsweredByAsync(Token, one);
        Assert.Equal(1, orders.Peers.OpenStreams);
        orders.Channel.Dispose();
        await TestWait.UntilAsync(() => orders.Peers.OpenStreams == 0, Token);
    }
}
