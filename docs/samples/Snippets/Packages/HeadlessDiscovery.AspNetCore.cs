using HeadlessDiscovery;

namespace Snippets.Packages;

internal static class PagePackage
{
    public static void Run(WebApplicationBuilder builder)
    {
        // doc: 1
        builder.Services.AddHeadlessPeers("orders-headless");
        var app = builder.Build();
        app.MapHeadlessPeers("/peers").RequireAuthorization();
        // doc: end
        app.Run();
    }
}
