namespace Snippets;

internal static class PagePage
{
    public static void Map(WebApplication app)
    {
        // doc: map
        app.MapHeadlessPeers("/peers").RequireAuthorization();
        // doc: end
    }

    public static void Port(WebApplication app)
    {
        // doc: port
        app.MapHeadlessPeers("/peers").RequireHost("*:9090").AllowAnonymous();   // a port that no Service and no ingress names
        // doc: end
    }
}
