using HeadlessDiscovery;
using Polly;
using Polly.Retry;

namespace Snippets;

internal static class ConfigurationPage
{
    public static void Registrations(WebApplicationBuilder builder)
    {
        // doc: registrations
        builder.Services.AddHeadlessPeers("orders-headless");
        builder.Services.AddHeadlessPeers("stock", options =>
        {
            options.ServiceName = "stock-headless.warehouse";   // another namespace
            options.Port = 5000;
            options.Membership = PeerMembership.Client;         // this pod is not one of them
        });
        builder.Services.AddHeadlessPeers("ledger", builder.Configuration.GetSection("Peers:Ledger"));
        builder.Services.AddHeadlessPeers();                    // unnamed: from the section "HeadlessPeers"
        // doc: end
    }

    public static void Factory(WebApplicationBuilder builder)
    {
        // doc: factory
        builder.Services.AddHeadlessPeersFactory();
        builder.Services.ConfigureAll<HeadlessPeersOptions>(options => options.Membership = PeerMembership.Client);
        // doc: end
    }

    public static async Task ReleaseAsync(IPeerResolverFactory factory, string shard)
    {
        // doc: release
        await factory.ReleaseAsync($"{shard}-headless.shards");
        // doc: end
    }

    public static void Lookup(HeadlessPeersOptions options)
    {
        // doc: lookup
        options.ConfigureLookup = lookup => lookup
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<PeerResolutionException>(),
                MaxRetryAttempts = 1,
                Delay = TimeSpan.FromMilliseconds(200),
            })
            .AddTimeout(TimeSpan.FromSeconds(20));
        // doc: end
    }

    public static void Development(WebApplicationBuilder builder)
    {
        // doc: development
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddHeadlessPeers("orders-headless", options => options.StaticPeers.Add("127.0.0.1:5001"));
        }

        // doc: end
    }
}

// doc: keyed
internal sealed class Rebalancer([FromKeyedServices("stock")] IPeerResolver stock, IPeerResolverFactory factory)
{
    public IPeerResolver Of(string shard) => factory.Get($"{shard}-headless.shards");   // a name known only now

    public int Pods => stock.Current.Count;
}
// doc: end
