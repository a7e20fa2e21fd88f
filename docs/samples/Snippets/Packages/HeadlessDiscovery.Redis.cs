using HeadlessDiscovery;
using StackExchange.Redis;

namespace Snippets.Packages.RedisNodes;

internal static class Registration
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: package
        builder.Services.AddHeadlessPeers("redis", options => options.ServiceName = "redis-headless");
        builder.Services.AddSingleton<IConnectionMultiplexer>(services => ConnectionMultiplexer.Connect(
            new ConfigurationOptions().UseHeadlessNodes(services.GetRequiredKeyedService<IPeerResolver>("redis"), nodes: 3, port: 6379)));
        // doc: end
    }
}
