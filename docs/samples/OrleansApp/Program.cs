using System.Net;
using Orleans.Configuration;
using OrleansApp;
using StackExchange.Redis;

// One program for both sides; in yours two.
var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;
if (settings.GetValue<bool>("Silo"))
{
    // doc: silo
    builder.UseOrleans(silo => silo
        .UseRedisClustering(redis => redis.ConfigurationOptions = ConfigurationOptions.Parse(settings["Redis"]!))
        .ConfigureEndpoints(IPAddress.Parse(settings["POD_IP"]!), siloPort: settings.GetValue("SiloPort", 11111), gatewayPort: settings.GetValue("GatewayPort", 30000)));
    // doc: end

    // How fast the silos notice that one of them is dead: DNS has no part in it.
    builder.Services.AddOptions<ClusterMembershipOptions>().BindConfiguration("Membership");
}
else
{
    // doc: client
    builder.Services.AddHeadlessPeers("silos", options => options.ServiceName = "silos-headless");
    builder.UseOrleansClient(client => client.UseHeadlessGateways("silos", gatewayPort: settings.GetValue("GatewayPort", 30000)));
    // doc: end

    builder.Services.AddHeadlessPeers("silos", settings.GetSection("HeadlessPeers"));
}

var app = builder.Build();
app.MapGet("/ready", () => "ready");

// Calls many grains, and says which silos they are on and which calls failed.
app.MapGet("/call/{count:int}", async (int count, IGrainFactory grains) =>
{
    var calls = await Task.WhenAll(Enumerable.Range(0, count).Select(async Task<(string? Silo, string? Error)> (number) =>
    {
        try
        {
            return (await grains.GetGrain<IWhereabouts>($"{Guid.NewGuid()}").SiloAsync(), null);
        }
        catch (Exception exception)
        {
            return (null, exception.Message);
        }
    }));
    return new { silos = calls.Select(call => call.Silo).OfType<string>().Distinct(), errors = calls.Select(call => call.Error).OfType<string>() };
});

await app.RunAsync();
