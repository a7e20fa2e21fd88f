using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using HeadlessDiscovery.Http.Tests;

namespace HeadlessDiscovery.Grpc.Tests;

public sealed class ChangeTests : SafetyNet
{
    [Fact]
    public async Task A_pod_that_left_gets_no_call_100_ms_after_the_change_while_others_answer()
    {
        await using var one = await GrpcPod.StartAsync("127.0.25.1");
        await using var two = await GrpcPod.StartAsync("127.0.25.2");
        await using var leaving = await GrpcPod.StartAsync("127.0.25.3");
        await using var orders = new OrdersChannel(fake => fake.Set([one.Peer, two.Peer, leaving.Peer]));
        await orders.UntilAnsweredByAsync(Token, one, two, leaving);

        orders.Peers.Remove(leaving.Peer.ToString());
        var changed = Stopwatch.GetTimestamp();
        var later = new List<string>();
        while (later.Count < 300)
        {
            // Taken before the call is made, so that a slow call counts for the moment that it began at.
            var since = Stopwatch.GetElapsedTime(changed);
            var answer = await orders.Client.WhoAsync(new Question(), cancellationToken: Token);
            if (since >= TimeSpan.FromMilliseconds(100))
            {
                later.Add(answer.Pod);
            }
        }

        Assert.DoesNotContain(leaving.Peer.ToString(), later);
        Assert.Equal([150, 150], later.CountBy(pod => pod).Select(pod => pod.Value));
    }

    [Fact]
    public async Task Fifty_changes_a_second_for_ten_seconds_under_load_fail_no_call()
    {
        const int Changes = 500;
        var pods = await Task.WhenAll(Enumerable.Range(1, 6).Select(number => GrpcPod.StartAsync($"127.0.26.{number}")));
        await using var orders = new OrdersChannel(fake => fake.Set([pods[0].Peer]));
        var failures = new ConcurrentQueue<Exception>();
        var answered = new ConcurrentDictionary<string, int>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(CallAsync)).ToArray();

        // Which of the six are listed, at least one: all 63 sets in an order that is the same in every run.
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var seen = new Random(12);
        for (var change = 0; change < Changes; change++)
        {
            var listed = seen.Next(1, 64);
            orders.Peers.Set(pods.Where((_, index) => (listed & (1 << index)) != 0).Select(pod => pod.Peer));
            await pace.WaitForNextTickAsync(Token);
        }

        orders.Peers.Set(pods.Select(pod => pod.Peer));
        await orders.UntilAnsweredByAsync(Token, pods);
        await enough.CancelAsync();
        await Task.WhenAll(callers);
        Assert.Empty(failures);
        Assert.Equal(6, answered.Count);
        Assert.True(answered.Values.Sum() > Changes, $"only {answered.Values.Sum()} calls were made");
        TestContext.Current.TestOutputHelper?.WriteLine($"{answered.Values.Sum()} calls");
        foreach (var pod in pods)
        {
            await pod.DisposeAsync();
        }

        async Task CallAsync()
        {
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    var answer = await orders.Client.WhoAsync(new Question(), cancellationToken: Token);
                    answered.AddOrUpdate(answer.Pod, 1, static (_, calls) => calls + 1);
                    using var counting = orders.Client.Count(new Question { Number = 3 }, cancellationToken: Token);
                    Assert.Equal(3, await counting.ResponseStream.ReadAllAsync(Token).CountAsync(Token));
                }
                catch (Exception error)
                {
                    failures.Enqueue(error);
                }
            }
        }
    }

    [Fact]
    public async Task A_call_that_waits_for_a_connection_outlives_the_replacement_of_all_pods()
    {
        using var hole = await BlackHole.OpenAsync();
        await using var pod = await GrpcPod.StartAsync("127.0.25.1");
        await using var orders = new OrdersChannel(fake => fake.Set([hole.Peer]));
        var call = orders.Client.WhoAsync(new Question(), cancellationToken: Token);
        await orders.Channel.WaitForStateChangedAsync(ConnectivityState.Idle, Token);
        Assert.Equal(ConnectivityState.Connecting, orders.Channel.State);
        orders.Peers.Set([pod.Peer]);
        Assert.Equal(pod.Peer.ToString(), (await call).Pod);
    }

    [Fact]
    public async Task A_restart_of_all_pods_at_other_addresses_heals()
    {
        var before = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => GrpcPod.StartAsync($"127.0.27.{number}")));
        await using var orders = new OrdersChannel(fake => fake.Set(before.Select(pod => pod.Peer)));
        await EndAllAsync(orders, before);
        var after = await Task.WhenAll(Enumerable.Range(4, 3).Select(number => GrpcPod.StartAsync($"127.0.27.{number}")));
        orders.Peers.Set(after.Select(pod => pod.Peer));
        await orders.Client.WhoAsync(new Question(), new CallOptions(cancellationToken: Token).WithWaitForReady());
        await orders.UntilAnsweredByAsync(Token, after);
    }

    [Fact]
    public async Task A_restart_of_all_pods_at_the_same_addresses_heals()
    {
        var before = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => GrpcPod.StartAsync($"127.0.28.{number}")));
        await using var orders = new OrdersChannel(fake => fake.Set(before.Select(pod => pod.Peer)));
        await EndAllAsync(orders, before);
        var after = await Task.WhenAll(before.Select(pod => GrpcPod.StartAsync(pod.Peer.Address.ToString(), pod.Peer.Port!.Value)));
        await orders.Client.WhoAsync(new Question(), new CallOptions(cancellationToken: Token).WithWaitForReady());
        await orders.UntilAnsweredByAsync(Token, after);
        foreach (var pod in after)
        {
            await pod.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_pod_that_is_dead_and_still_listed_costs_no_call_and_few_lookups()
    {
        await using var one = await GrpcPod.StartAsync("127.0.29.1");
        await using var two = await GrpcPod.StartAsync("127.0.29.2");
        var dying = await GrpcPod.StartAsync("127.0.29.3");
        await using var orders = new OrdersChannel(fake => fake.Set([one.Peer, two.Peer, dying.Peer]));
        await orders.UntilAnsweredByAsync(Token, one, two, dying);
        Assert.Equal(0, orders.Peers.RefreshCalls);
        orders.Peers.PauseLookups();
        await dying.DisposeAsync();

        // The channel sees the connection end, and asks for new addresses: one lookup runs, however often it asks.
        await TestWait.UntilAsync(() => orders.Peers.RefreshCalls == 1, Token);
        var answers = await orders.WhoAsync(100, Token);

        // In turn, which begins anew each time the channel tries the dead pod again.
        Assert.Equal([one.Peer.ToString(), two.Peer.ToString()], answers.Keys.Order());
        NonEmpty.All(answers.Values, count => Assert.InRange(count, 40, 60));
        Assert.Equal(1, orders.Peers.RefreshCalls);
        orders.Peers.ResumeLookups();
    }

    /// <summary>Ends pods that were called, and goes on once calls fail for it.</summary>
    private async Task EndAllAsync(OrdersChannel orders, GrpcPod[] pods)
    {
        await orders.UntilAnsweredByAsync(Token, pods);
        foreach (var pod in pods)
        {
            await pod.DisposeAsync();
        }

        await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (true)
            {
                await orders.Client.WhoAsync(new Question(), cancellationToken: Token);
            }
        });
    }
}
