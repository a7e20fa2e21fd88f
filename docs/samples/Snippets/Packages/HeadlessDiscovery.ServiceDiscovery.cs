namespace Snippets.Packages.ServiceDiscovery;

internal static class Registration
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: package
        builder.Services.AddHeadlessPeers("orders", options =>
        {
            options.ServiceName = "orders-headless";
            options.Port = 8080;
        });
        builder.Services.AddServiceDiscovery().AddHeadlessPeersServiceEndpointProvider();

        var orders = builder.Services.AddHttpClient("orders", client => client.BaseAddress = new Uri("https+http://orders"));
        orders.AddStandardResilienceHandler();
        orders.AddServiceDiscovery();
        // doc: end
    }
}
