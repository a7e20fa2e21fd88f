namespace Snippets.Packages.HealthChecks;

internal static class Registration
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: package
        builder.Services.AddHeadlessPeers("orders-headless");
        builder.Services.AddHealthChecks().AddHeadlessPeers(minimumPeers: 1);
        // doc: end
    }
}
