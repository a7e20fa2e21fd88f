using HeadlessDiscovery;

namespace Snippets.Packages;

internal static class HealthPackage
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: 1
        builder.Services.AddHeadlessPeers("orders-headless");
        builder.Services.AddHealthChecks().AddHeadlessPeers(minimumPeers: 1);
        // doc: end
    }
}
