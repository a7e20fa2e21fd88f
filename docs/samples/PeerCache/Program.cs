using HeadlessDiscovery;
using PeerCache.Prices;
using ZiggyCreatures.Caching.Fusion;

// doc: register
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHeadlessPeers("prices-headless", options => options.Port = 8080);
builder.Services.AddFusionCache()
    .WithDefaultEntryOptions(new FusionCacheEntryOptions
    {
        Duration = TimeSpan.FromMinutes(5),           // how long an old value lives if a notification is lost
        SkipBackplaneNotifications = true,            // without a distributed cache, reading a value must not notify the others
        AllowBackgroundBackplaneOperations = false,   // publishing only fills a queue: nothing to wait for
    })
    .WithPeerBackplane("prices-headless");
// doc: end

builder.Services.AddHeadlessPeers("prices-headless", builder.Configuration.GetSection("HeadlessPeers"));
builder.Services.AddSingleton<PriceFiles>();

// doc: map
var app = builder.Build();
app.MapPeerBackplane();
// doc: end

app.MapGet("/peers", (IPeerResolver peers) =>
    new { self = $"{peers.Current.Self}", isStale = peers.Current.IsStale, peers = peers.Current.Select(peer => $"{peer}") });
app.MapGet("/reads", (PriceFiles prices) => prices.Reads);

// doc: use
app.MapGet("/prices/{id:int}", async (int id, IFusionCache cache, PriceFiles prices, CancellationToken token) =>
    await cache.GetOrSetAsync<string>($"price:{id}", async (_, stop) => await prices.ReadAsync(id, stop), tags: ["prices"], token: token));

// Not the request's token: if the caller disconnected in between, the other pods would not be notified.
app.MapPut("/prices/{id:int}", async (int id, string price, IFusionCache cache, PriceFiles prices) =>
{
    await prices.WriteAsync(id, price, CancellationToken.None);   // change the data first, then notify
    await cache.RemoveAsync($"price:{id}", options => options.SetSkipBackplaneNotifications(false));
});

// After an import: every price is out of date on every pod.
app.MapDelete("/prices", async (IFusionCache cache) => await cache.RemoveByTagAsync("prices"));
// doc: end

app.MapGet("/prices", async (int from, int count, IFusionCache cache, PriceFiles prices, CancellationToken token) =>
{
    var all = new SortedDictionary<int, string>();
    for (var id = from; id < from + count; id++)
    {
        all[id] = await cache.GetOrSetAsync<string>($"price:{id}", async (_, stop) => await prices.ReadAsync(id, stop), tags: ["prices"], token: token);
    }

    return all;
});

await app.RunAsync();
