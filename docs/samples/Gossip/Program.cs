using Gossip.Map;
using Gossip.Rounds;
using HeadlessDiscovery;

// doc: app
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHeadlessPeers("gossip-headless", options => options.Port = 8080);
builder.Services.AddOptions<GossipOptions>().BindConfiguration("Gossip").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<HybridClock>();
builder.Services.AddSingleton<VersionedMap>();
builder.Services.AddSingleton<GossipClient>();
builder.Services.AddSingleton<GossipRounds>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<GossipRounds>());
// doc: end

builder.Services.AddHeadlessPeers("gossip-headless", builder.Configuration.GetSection("HeadlessPeers"));

var app = builder.Build();

// For the application: in yours a class, not an endpoint.
app.MapGet("/map", (VersionedMap map) => map.Values());
app.MapPut("/map/{key}", (string key, string value, VersionedMap map) => map.Write(key, value));
app.MapDelete("/map/{key}", (string key, VersionedMap map) => map.Write(key, null));
app.MapGet("/state", (IPeerResolver peers, GossipRounds rounds) => new { rounds = rounds.Ended, peers = peers.Current.Select(peer => $"{peer}") });

// doc: endpoints
app.MapPost("/gossip/digest", (Dictionary<string, Stamp> theirs, VersionedMap map) => map.Compare(theirs));
app.MapPost("/gossip/entries", (Dictionary<string, Entry> theirs, VersionedMap map) => map.Merge(theirs));
// doc: end

await app.RunAsync();
