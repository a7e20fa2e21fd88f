using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Tests.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>Handlers that do the worst, and hosts that stop at the worst moment.</summary>
public sealed class HandlerTests
{
    private static readonly TimeSpan Net = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handlers_that_throw_harm_neither_the_others_nor_the_loop()
    {
        await using var service = new WatchedService(Hasty);
        using var heard = new SemaphoreSlim(0);

        // The first handler begins the loop: those that are added after its first answer would not hear of it.
        await service.FirstAsync();
        service.Resolver.PeersChanged += (_, _) => throw new InvalidOperationException("first");
        service.Resolver.PeersChanged += (_, _) => heard.Release();
        service.Resolver.PeersChanged += (_, _) => throw new OperationCanceledException("last");
        var thrown = 0;
        foreach (var word in (string[])["A:10.0.0.1", "A:10.0.0.2", "A:10.0.0.3", "A:10.0.0.4"])
        {
            service.Answers(word);
            await service.NextAsync(5);
            Assert.True(await heard.WaitAsync(Net, Token));
            Assert.Equal(word[2..], Assert.Single(service.Resolver.Current).ToString());

            // Each is a reader of its own, which may still be on its way, and would skip a version that is replaced.
            thrown += 2;
            await Waiting.UntilAsync(() => service.Logger.Collector.GetSnapshot().Count(record => record.Level == LogLevel.Error) == thrown);
        }
    }

    [Fact]
    public async Task A_handler_that_blocks_for_ever_harms_nobody_and_disposal_does_not_wait_for_it()
    {
        using var released = new ManualResetEventSlim();
        using var heard = new SemaphoreSlim(0);
        using var blocked = new SemaphoreSlim(0);
        var service = new WatchedService(Hasty);
        try
        {
            await service.FirstAsync();
            service.Resolver.PeersChanged += (_, _) =>
            {
                blocked.Release();
                released.Wait();
            };
            service.Resolver.PeersChanged += (_, _) => heard.Release();
            for (var i = 1; i <= 6; i++)
            {
                service.Answers($"A:10.0.1.{i}");
                await service.NextAsync(5);
                Assert.True(await heard.WaitAsync(Net, Token));
            }

            Assert.True(await blocked.WaitAsync(Net, Token));

            await service.DisposeAsync().AsTask().WaitAsync(Net, Token);
        }
        finally
        {
            released.Set();
        }
    }

    [Fact]
    public async Task A_handler_may_dispose_the_resolver_and_wait_for_it()
    {
        var service = new WatchedService(Hasty);
        var disposed = new TaskCompletionSource<bool>();
        service.Resolver.PeersChanged += (_, _) => disposed.TrySetResult(service.Resolver.DisposeAsync().AsTask().Wait(Net));
        Assert.Equal(2, (await service.Resolver.GetPeersAsync(Token)).Count);
        Assert.True(await disposed.Task.WaitAsync(Net, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => service.Resolver.RefreshAsync(Token).AsTask());
        Assert.Equal(2, service.Resolver.Current.Count);
    }

    [Fact]
    public async Task A_reader_and_a_change_callback_may_dispose_the_resolver()
    {
        var service = new WatchedService(Hasty);
        var ended = false;
        await foreach (var change in service.Resolver.WatchAsync(Token))
        {
            if (change.Current.IsResolved)
            {
                Assert.False(ended);
                ended = true;
                await service.Resolver.DisposeAsync().AsTask().WaitAsync(Net, Token);
            }
        }

        Assert.True(ended);

        var other = new WatchedService(Hasty);
        var seen = await other.Resolver.GetPeersAsync(Token);
        var disposed = new TaskCompletionSource<bool>();
        using var registration = other.Resolver.GetChangeToken(seen).RegisterChangeCallback(_ => disposed.TrySetResult(other.Resolver.DisposeAsync().AsTask().Wait(Net)), null);
        other.Answers("A:10.0.0.9");
        other.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await disposed.Task.WaitAsync(Net, Token));
    }

    [Fact]
    public async Task A_host_that_stops_in_the_middle_of_a_lookup_does_not_wait_for_it()
    {
        await using var server = await HeadlessServiceServer.StartAsync("web", cancellationToken: Token);
        server.Faults.Drop();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHeadlessPeers("web", options =>
        {
            server.Configure(options, TimeSpan.FromSeconds(30));
            options.LookupTimeout = TimeSpan.FromMinutes(5);
            options.HedgeDelay = Timeout.InfiniteTimeSpan;
        });
        var host = builder.Build();
        await host.StartAsync(Token);
        var resolver = host.Services.GetRequiredService<IPeerResolver>();
        var waiting = resolver.GetPeersAsync(Token).AsTask();
        var refreshing = resolver.RefreshAsync(Token).AsTask();
        await server.Questions.WaitForAsync(1, _ => true, Token);

        // One try alone would take 30 s.
        await host.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(20), Token);
        await ((IAsyncDisposable)host).DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(Net, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => refreshing.WaitAsync(Net, Token));
    }

    private static void Hasty(HeadlessPeersOptions options) => (options.RemovalConfirmations, options.MassRemovalHold) = (1, TimeSpan.Zero);
}
