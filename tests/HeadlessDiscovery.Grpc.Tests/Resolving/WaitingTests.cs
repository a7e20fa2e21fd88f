using Grpc.Core;

namespace HeadlessDiscovery.Grpc.Tests;

public sealed class WaitingTests : SafetyNet
{
    [Fact]
    public async Task A_call_waits_for_the_first_verified_answer_and_then_runs()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.22.1");
        await using var orders = new OrdersChannel();
        var call = orders.Client.WhoAsync(new Question(), cancellationToken: Token);
        await TestWait.UntilAsync(() => orders.Peers.OpenStreams == 1, Token);
        orders.Peers.Unresolve();
        Assert.False(call.ResponseAsync.IsCompleted);
        orders.Peers.Set([pod.Peer]);
        Assert.Equal(pod.Peer.ToString(), (await call).Pod);
    }

    [Fact]
    public async Task The_deadline_of_a_call_ends_the_wait()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.22.1");
        await using var orders = new OrdersChannel();
        var late = await Assert.ThrowsAsync<RpcException>(async () => await orders.Client.WhoAsync(new Question(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(200), cancellationToken: Token));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        orders.Peers.Set([pod.Peer]);
        await orders.UntilAnsweredByAsync(Token, pod);
    }

    [Fact]
    public async Task The_token_of_a_call_ends_the_wait()
    {
        await using var orders = new OrdersChannel();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var call = orders.Client.WhoAsync(new Question(), cancellationToken: stop.Token);
        await TestWait.UntilAsync(() => orders.Peers.OpenStreams == 1, Token);
        await stop.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    [Fact]
    public async Task A_verified_empty_list_is_an_error_that_says_so_until_a_pod_joins()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.22.1");
        await using var orders = new OrdersChannel(fake => fake.Empty());
        await TestWait.UntilAsync(
            async () =>
            {
                var nobody = await Assert.ThrowsAsync<RpcException>(async () => await orders.Client.WhoAsync(new Question(), cancellationToken: Token));
                Assert.Equal(StatusCode.Unavailable, nobody.StatusCode);
                return nobody.Status.Detail == "DNS confirms that there are no peers of 'orders'.";
            },
            Token);
        orders.Peers.Set([pod.Peer]);
        Assert.Equal(pod.Peer.ToString(), (await orders.Client.WhoAsync(new Question(), new CallOptions(cancellationToken: Token).WithWaitForReady())).Pod);
    }

    [Fact]
    public async Task The_pods_that_follow_an_empty_list_are_balanced_as_well()
    {
        await using var one = await GrpcPod.StartAsync("127.0.22.1");
        await using var two = await GrpcPod.StartAsync("127.0.22.2");
        await using var orders = new OrdersChannel(fake => fake.Empty());
        await Assert.ThrowsAsync<RpcException>(async () => await orders.Client.WhoAsync(new Question(), cancellationToken: Token));
        orders.Peers.Set([one.Peer, two.Peer]);
        var waiting = new CallOptions(cancellationToken: Token).WithWaitForReady();
        await orders.Client.WhoAsync(new Question(), waiting);
        await orders.UntilAnsweredByAsync(Token, one, two);
        Assert.Equal([10, 10], (await orders.WhoAsync(20, Token)).Values);
    }

    [Fact]
    public async Task A_list_that_gets_empty_ends_with_the_connections_to_its_pods()
    {
        var pod = await GrpcPod.StartAsync("127.0.22.1");
        await using var orders = new OrdersChannel(fake => fake.Set([pod.Peer]));
        await orders.UntilAnsweredByAsync(Token, pod);
        orders.Peers.Empty();

        // What gRPC does with an empty list while it is connected; nothing that a resolver reports changes it.
        Assert.Equal(20, Assert.Single(await orders.WhoAsync(20, Token)).Value);
        await pod.DisposeAsync();
        await TestWait.UntilAsync(
            async () => (await Assert.ThrowsAsync<RpcException>(async () => await orders.Client.WhoAsync(new Question(), cancellationToken: Token))).Status.Detail == "DNS confirms that there are no peers of 'orders'.",
            Token);

        // A stranger that is given the address is not called.
        await using var stranger = await GrpcPod.StartAsync("127.0.22.1", pod.Peer.Port!.Value);
        await using var next = await GrpcPod.StartAsync("127.0.22.2");
        orders.Peers.Set([next.Peer]);
        await orders.Client.WhoAsync(new Question(), new CallOptions(cancellationToken: Token).WithWaitForReady());
        await orders.UntilAnsweredByAsync(Token, next);
        Assert.Equal(0, stranger.Asked);
    }

    [Fact]
    public async Task A_stale_list_is_called_and_so_is_a_held_peer()
    {
        await using var one = await GrpcPod.StartAsync("127.0.22.1");
        await using var two = await GrpcPod.StartAsync("127.0.22.2");
        await using var orders = new OrdersChannel(fake => fake.Set([one.Peer, two.Peer]));
        orders.Peers.Hold(two.Peer.ToString());
        await orders.UntilAnsweredByAsync(Token, one, two);
        orders.Peers.GoStale();
        await orders.UntilAnsweredByAsync(Token, one, two);
        Assert.True(orders.Peers.Current.IsStale);
    }

    [Fact]
    public async Task A_resolver_that_is_disposed_before_its_first_answer_fails_the_calls_that_wait()
    {
        await using var orders = new OrdersChannel();
        var call = orders.Client.WhoAsync(new Question(), cancellationToken: Token);
        await TestWait.UntilAsync(() => orders.Peers.OpenStreams == 1, Token);
        await orders.Peers.DisposeAsync();
        var failed = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((StatusCode.Unavailable, "The resolver of 'orders' was disposed before its first verified answer."), (failed.StatusCode, failed.Status.Detail));
    }
}
