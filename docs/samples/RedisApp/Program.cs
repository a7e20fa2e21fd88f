using HeadlessDiscovery;
using StackExchange.Redis;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;

// doc: app
builder.Services.AddHeadlessPeers("redis", options => options.ServiceName = "redis-headless");
builder.Services.AddSingleton<IConnectionMultiplexer>(services => ConnectionMultiplexer.Connect(
    new ConfigurationOptions().UseHeadlessNodes(services.GetRequiredKeyedService<IPeerResolver>("redis"), nodes: 3, port: settings.GetValue("Redis:Port", 6379))));
// doc: end

builder.Services.AddHeadlessPeers("redis", settings.GetSection("HeadlessPeers"));

var app = builder.Build();
app.MapGet("/ready", () => "ready");
app.MapGet("/set/{value}", async (string value, IConnectionMultiplexer redis) => await redis.GetDatabase().StringSetAsync("key", value));
app.MapGet("/get", async (IConnectionMultiplexer redis) => (string?)await redis.GetDatabase().StringGetAsync("key"));
app.MapGet("/nodes", (IConnectionMultiplexer redis) => redis.GetServers().Where(server => server.IsConnected).Select(server => server.IsReplica ? "replica" : "primary"));

await app.RunAsync();
