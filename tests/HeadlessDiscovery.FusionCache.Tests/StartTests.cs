using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace HeadlessDiscovery.FusionCache.Tests;

/// <summary>What would go wrong without a sign ends the start instead.</summary>
public sealed class StartTests : SafetyNet
{
    [Fact]
    public async Task Without_a_distributed_cache_notifications_must_be_skipped_by_default()
    {
        await using var app = CachePod.Build("127.0.68.1", builder => builder.Services.AddFusionCache().WithPeerBackplane("prices"));
        app.MapPeerBackplane();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Token));
        Assert.Contains("SkipBackplaneNotifications", refused.Message, StringComparison.Ordinal);
        Assert.Contains("SetSkipBackplaneNotifications(false)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_endpoint_the_application_does_not_start()
    {
        await using var app = CachePod.Build("127.0.68.1", builder => CachePod.AddCache(builder));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Token));
        Assert.Contains("MapPeerBackplane", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_endpoint_without_a_cache_says_what_is_missing()
    {
        await using var app = CachePod.Build("127.0.68.1", _ => { });
        var refused = Assert.Throws<InvalidOperationException>(() => app.MapPeerBackplane());
        Assert.Contains("WithPeerBackplane", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_secret_the_application_does_not_start()
    {
        await using var app = CachePod.Build("127.0.68.1", builder =>
        {
            builder.Configuration.AddInMemoryCollection([new("PeerBackplane:Secret", string.Empty)]);
            CachePod.AddCache(builder);
        });
        var refused = Assert.Throws<OptionsValidationException>(() => app.MapPeerBackplane());
        Assert.Contains("PeerBackplane:Secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cache_takes_messages_as_soon_as_the_application_serves_though_nobody_has_used_it()
    {
        await using var pod = await CachePod.StartAsync("127.0.68.1", Token);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        foreach (var (version, expected) in ((string, HttpStatusCode)[])[("v2", HttpStatusCode.NoContent), ("v1", HttpStatusCode.NotFound)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{pod.Peer}/_cache?channel=FusionCache.Backplane:{version}");
            request.Headers.Add("X-Peer-Secret", CachePod.Secret);
            request.Content = new ByteArrayContent(BackplaneMessage.ToByteArray(BackplaneMessage.CreateForEntryRemove("somebody", "key", TimeProvider.System.GetUtcNow().Ticks)));
            using var response = await http.SendAsync(request, Token);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_start_waits_until_each_cache_has_subscribed()
    {
        var services = new ServiceCollection();
        services.AddFusionCache().WithDefaultEntryOptions(options => options.SetSkipBackplaneNotifications(true));
        await using var provider = services.BuildServiceProvider();
        var subscriptions = new PeerSubscriptions();
        var start = new BackplaneStart(provider.GetRequiredService<IFusionCacheProvider>(), [new BackplaneCache(FusionCacheOptions.DefaultCacheName, "prices")], subscriptions);

        var starting = start.StartAsync(Token);
        Assert.False(starting.IsCompleted);
        subscriptions.Add(new BackplaneSubscriptionOptions(FusionCacheOptions.DefaultCacheName, "instance", "channel", _ => { }, _ => { }, _ => ValueTask.CompletedTask, _ => ValueTask.CompletedTask));
        await starting.WaitAsync(Token);
    }

    [Fact]
    public void Null_is_refused()
    {
        var cache = new ServiceCollection().AddFusionCache();
        Assert.Throws<ArgumentNullException>(() => cache.WithPeerBackplane(null!));
        Assert.Throws<ArgumentNullException>(() => cache.WithPeerBackplane("prices", null!));
        Assert.Throws<ArgumentNullException>(() => ((IFusionCacheBuilder)null!).WithPeerBackplane("prices"));
        Assert.Throws<ArgumentNullException>(() => ((WebApplication)null!).MapPeerBackplane());
    }
}
