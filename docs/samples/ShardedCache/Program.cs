using HeadlessDiscovery;
using Microsoft.Extensions.Caching.Memory;
using ShardedCache;

// doc: app
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHeadlessPeers("prices-headless", options => options.Port = 8080);
builder.Services.AddMemoryCache();
builder.Services.AddSingleton<PriceSource>();
builder.Services.AddSingleton<PriceShard>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<PriceShard>());
// doc: end

builder.Services.AddHeadlessPeers("prices-headless", builder.Configuration.GetSection("HeadlessPeers"));

var app = builder.Build();

// doc: endpoints
app.MapGet("/prices/{key}", (string key, PriceShard shard, CancellationToken token) => shard.GetAsync(key, token));
app.MapGet("/shard/{key}", (string key, PriceShard shard, CancellationToken token) => shard.GetHereAsync(key, token));   // for the other pods
// doc: end

app.MapGet("/state", (IPeerResolver peers, PriceShard shard, PriceSource source) =>
    new { peers.Current.IsStale, members = peers.Current.Members.Select(member => $"{member}"), cached = shard.Keys, reads = source.Reads });

await app.RunAsync();
