using Orleans.Hosting;

namespace Snippets.Packages.OrleansClient;

internal static class Registration
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: package
        builder.Services.AddHeadlessPeers("silos", options => options.ServiceName = "silos-headless");
        builder.UseOrleansClient(client => client.UseHeadlessGateways("silos", gatewayPort: 30000));
        // doc: end
    }
}
