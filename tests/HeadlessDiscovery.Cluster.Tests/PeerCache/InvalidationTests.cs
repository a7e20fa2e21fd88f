using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HeadlessDiscovery.Cluster.Tests.Pods;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>What one pod removes is out of date on all of them, whoever is down meanwhile.</summary>
public sealed class InvalidationTests(FivePods pods) : IClassFixture<FivePods>, IAsyncLifetime
{
    private readonly Limit limit = new(TimeSpan.FromSeconds(150));

    private PriceShop Shop => pods.Shop;

    private CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync() => await pods.ReadyAsync(Token);

    public ValueTask DisposeAsync()
    {
        limit.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_removal_on_one_pod_reaches_every_pod()
    {
        var id = pods.Range(1);
        await Shop.WriteAsync(id, "old");
        foreach (var pod in pods.All)
        {
            Assert.Equal("old", await Shop.PriceAsync(pod, id, Token));
        }

        await Shop.PutAsync(pods[2], id, "new", Token);

        Assert.Equal("new", await Shop.PriceAsync(pods[2], id, Token));
        foreach (var pod in pods.Except(pods[2]))
        {
            await Shop.UntilPricesAsync(pod, id, 1, "new", Token);
        }
    }

    [Fact]
    public async Task A_tag_that_is_removed_on_one_pod_is_removed_on_every_pod()
    {
        const int Count = 10;
        var from = pods.Range(Count);
        await Shop.WriteAsync(from, Count, "old");
        foreach (var pod in pods.All)
        {
            Assert.Equal(["old"], await Shop.PricesAsync(pod, from, Count, Token));
        }

        await Shop.WriteAsync(from, Count, "new");
        foreach (var pod in pods.All)
        {
            Assert.Equal(["old"], await Shop.PricesAsync(pod, from, Count, Token));
        }

        using var response = await Shop.Pods.Http.DeleteAsync(PodSet.UriOf(pods[5], "/prices"), Token);
        response.EnsureSuccessStatusCode();
        foreach (var pod in pods.All)
        {
            await Shop.UntilPricesAsync(pod, from, Count, "new", Token);
        }
    }

    [Fact]
    public async Task A_change_is_told_though_whoever_asked_for_it_hangs_up()
    {
        const int Count = 300;
        var from = pods.Range(Count + 1);
        await Shop.WriteAsync(from, Count, "old");
        foreach (var pod in pods.All)
        {
            Assert.Equal(["old"], await Shop.PricesAsync(pod, from, Count, Token));
        }

        for (var id = from; id < from + Count; id++)
        {
            await PutAndHangUpAsync(pods[2], id, afterSpins: (id - from) % 100 * 1_000);
        }

        // One that waits for its answer comes after them all.
        await Shop.PutAsync(pods[2], from + Count, "new", Token);
        foreach (var pod in pods.All)
        {
            await Shop.UntilRightAsync(pod, from, Count, Token);
        }
    }

    [Fact]
    public async Task Reading_invalidates_nobody()
    {
        const int Count = 50;
        var from = pods.Range(Count);
        await Shop.WriteAsync(from, Count, "old");
        var before = await ReadsAsync();
        for (var round = 0; round < 3; round++)
        {
            foreach (var pod in pods.All)
            {
                Assert.Equal(["old"], await Shop.PricesAsync(pod, from, Count, Token));
            }
        }

        // A message arrives after all that were posted before it.
        foreach (var pod in pods.All)
        {
            await Shop.PutAsync(pod, from, "new", Token);
            await NothingPendingAsync(pod, pods.Except(pod));
        }

        foreach (var pod in pods.All)
        {
            Assert.Equal(["new", "old"], (await Shop.PricesAsync(pod, from, Count, Token)).Order(StringComparer.Ordinal));
        }

        NonEmpty.All((await ReadsAsync()).Zip(before), reads => Assert.Equal(Count + 1, reads.First - reads.Second));
    }

    [Fact]
    public async Task A_pod_that_is_killed_during_a_thousand_removals_disturbs_nobody()
    {
        const int Count = 1_000;
        const int Killed = 300;
        var from = pods.Range(Count);
        await Shop.WriteAsync(from, Count, "old");
        foreach (var pod in pods.All)
        {
            Assert.Equal(["old"], await Shop.PricesAsync(pod, from, Count, Token));
        }

        for (var id = from; id < from + Count; id++)
        {
            await Shop.PutAsync(pods[1], id, "new", Token);
            if (id == from + Killed)
            {
                await pods[3].KillAsync();
            }
        }

        var alive = pods.Except(pods[3]).ToArray();
        foreach (var pod in alive)
        {
            await Shop.UntilPricesAsync(pod, from, Count, "new", Token);
        }

        // Everybody else was told everything while the dead one still waits in its own queue.
        await NothingPendingAsync(pods[1], alive.Except([pods[1]]));
        Assert.InRange((await Shop.PendingAsync(pods[1], Token))[pods[3].Authority], 1, Count);

        await pods.ReadyAsync(Token);
        await NothingPendingAsync(pods[1], pods.Except(pods[1]));
        Assert.Equal(["new"], await Shop.PricesAsync(pods[3], from, Count, Token));
    }

    [Fact]
    public async Task A_pod_that_is_stopped_for_ten_seconds_catches_up_and_takes_one_place_for_each_key()
    {
        const int Keys = 40;
        const int LeastTimes = 25;
        var from = pods.Range(Keys);
        await Shop.WriteAsync(from, Keys, "old");
        foreach (var pod in pods.All)
        {
            Assert.Equal(["old"], await Shop.PricesAsync(pod, from, Keys, Token));
        }

        var stopped = pods[4];
        stopped.Stop();
        try
        {
            // It is written all the while: what waits for the stopped pod grows with the keys, not with the writes.
            var clock = Stopwatch.StartNew();
            for (var time = 1; time < LeastTimes || clock.Elapsed < TimeSpan.FromSeconds(10); time++)
            {
                await PutAllAsync($"{time}");
            }

            await PutAllAsync("new");

            foreach (var pod in pods.Except(stopped))
            {
                await Shop.UntilPricesAsync(pod, from, Keys, "new", Token);
            }

            Assert.Equal(Keys, (await Shop.PendingAsync(pods[1], Token))[stopped.Authority]);
        }
        finally
        {
            stopped.Continue();
        }

        await Shop.UntilPricesAsync(stopped, from, Keys, "new", Token);
        await NothingPendingAsync(pods[1], [stopped]);

        async Task PutAllAsync(string price)
        {
            for (var id = from; id < from + Keys; id++)
            {
                await Shop.PutAsync(pods[1], id, price, Token);
            }
        }
    }

    [Fact]
    public async Task A_late_joiner_is_told_what_it_cached_before_anybody_knew_it()
    {
        var id = pods.Range(1);
        await Shop.WriteAsync(id, "old");
        await using var joiner = Shop.Start(6, pods.Dns);
        await Shop.Pods.AnswersAsync(joiner, "/peers", Token);
        Assert.Equal("old", await Shop.PriceAsync(joiner, id, Token));
        await Shop.PutAsync(pods[1], id, "new", Token);
        await NothingPendingAsync(pods[1], pods.Except(pods[1]));
        Assert.Equal("old", await Shop.PriceAsync(joiner, id, Token));

        pods.Dns.AddPod(joiner.Address);
        await Shop.UntilPricesAsync(joiner, id, 1, "new", Token);
    }

    // Each hangs up at another moment of the request.
    private async Task PutAndHangUpAsync(PodProcess pod, int id, int afterSpins)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
        await socket.ConnectAsync(IPEndPoint.Parse(pod.Authority), Token);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"PUT /prices/{id}?price=new HTTP/1.1\r\nHost: {pod.Authority}\r\nContent-Length: 0\r\n\r\n"), Token);
        Thread.SpinWait(afterSpins);
    }

    private async Task<int[]> ReadsAsync() =>
        await Task.WhenAll(pods.All.Select(pod => Shop.Pods.ReadAsync<int>(pod, "/reads", Token)));

    private Task NothingPendingAsync(PodProcess sender, IEnumerable<PodProcess> receivers)
    {
        var names = receivers.Select(pod => pod.Authority).ToArray();
        return Shop.Pods.UntilAsync(
            async () => await Shop.PendingAsync(sender, Token) is var pending && names.All(name => pending.GetValueOrDefault(name, 1) == 0),
            Token);
    }
}
