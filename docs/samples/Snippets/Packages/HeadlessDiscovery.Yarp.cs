namespace Snippets.Packages.Yarp;

internal static class Registration
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: package
        builder.Services.AddHeadlessPeers("orders", options => options.ServiceName = "orders-headless");
        builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy")).AddHeadlessPeers();
        // doc: end
    }
}
