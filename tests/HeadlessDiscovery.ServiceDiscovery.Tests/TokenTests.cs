using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.ServiceDiscovery.Tests;

/// <summary>Alone in the process, because what other tests hold would be measured too.</summary>
[CollectionDefinition(nameof(TokenTests), DisableParallelization = true)]
[Collection(nameof(TokenTests))]
public sealed class TokenTests : SafetyNet
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_between_the_snapshot_and_its_token_is_seen_by_the_next_call(bool includesSelf)
    {
        MovingPeers? moving = null;
        await using var app = Application.Start(
            options => options.IncludeSelf = includesSelf,
            services => services.AddKeyedSingleton<IPeerResolver>("moving", (_, _) => moving = new MovingPeers(
                new FakePeerResolver("moving").Set("10.0.0.1:80"),
                peers => peers.Set("10.0.0.2:80"))));
        Assert.Equal("http://10.0.0.1/", await app.EndpointsAsync("http://moving", Token));
        Assert.Equal("http://10.0.0.2/", await app.EndpointsAsync("http://moving", Token));
        Assert.Equal("http://10.0.0.2/", await app.EndpointsAsync("http://moving", Token));
        Assert.Equal(2, moving!.Reads);
    }

    [Fact]
    public async Task The_last_of_five_hundred_changes_is_used_whatever_runs_beside_them()
    {
        await using var app = Application.Start();
        app.Peers.Set("10.0.0.1:80");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    Assert.NotEmpty(await app.EndpointsAsync("http://orders", Token));

                    // It runs inside the end of a refresh, for which others wait too.
                    await Task.Yield();
                }
            },
            Token)).ToArray();
        for (var change = 1; change <= 500; change++)
        {
            app.Peers.Set($"10.0.{change / 250}.{change % 250}:80");
            await Task.Yield();
        }

        // This call may join a resolution that began before the last change; the next one cannot.
        await app.EndpointsAsync("http://orders", Token);
        Assert.Equal("http://10.0.2.0/", await app.EndpointsAsync("http://orders", Token));
        await enough.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal("http://10.0.2.0/", await app.EndpointsAsync("http://orders", Token));
    }

    [Fact]
    public async Task Ten_thousand_resolutions_leave_one_subscriber_and_nothing_else_behind()
    {
        await using var app = Application.Start();
        await ResolveAsync(app, 0, 1_000);
        var subscribers = app.Peers.Handlers;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ResolveAsync(app, 1_000, 11_000);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.Equal(1, subscribers);
        Assert.Equal(1, app.Peers.Handlers);
        Assert.True(grown < 1_000_000, $"The memory has grown by {grown} bytes.");
    }

    // Each with other endpoints than the one before, so that none is answered from the cache.
    private async Task ResolveAsync(Application app, int from, int to)
    {
        for (var number = from; number < to; number++)
        {
            app.Peers.Set($"10.{number % 200}.0.1:80");
            Assert.Equal($"http://10.{number % 200}.0.1/", await app.EndpointsAsync("http://orders", Token));
        }
    }
}
