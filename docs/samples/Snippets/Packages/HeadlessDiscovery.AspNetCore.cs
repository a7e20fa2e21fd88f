namespace Snippets.Packages.AspNetCore;

internal static class Page
{
    public static void Map(WebApplicationBuilder builder)
    {
        // doc: package
        builder.Services.AddHeadlessPeers("orders-headless");
        var app = builder.Build();
        app.MapHeadlessPeers("/peers");
        app.Run();
        // doc: end
    }
}
