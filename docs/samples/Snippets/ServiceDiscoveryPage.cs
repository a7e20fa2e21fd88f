using HeadlessDiscovery;
using HeadlessDiscovery.ServiceDiscovery;

namespace Snippets;

internal static class ServiceDiscoveryPage
{
    public static void Named(WebApplicationBuilder builder)
    {
        // doc: named
        builder.Services.AddHeadlessPeers("_grpc.orders", options =>
        {
            options.ServiceName = "orders-headless";
            options.PortName = "grpc";   // SRV records of _grpc._tcp.orders-headless; or options.Port = 5001
        });
        // doc: end
    }

    public static void Options(IServiceCollection services)
    {
        // doc: options
        services.AddServiceDiscovery().AddHeadlessPeersServiceEndpointProvider(options => options.FirstAnswerTimeout = TimeSpan.FromSeconds(2));   // of every name
        services.Configure<HeadlessServiceEndpointProviderOptions>("orders", options => options.Scheme = "https");   // of one
        // doc: end
    }

    public static void Testing(IServiceCollection services)
    {
        // doc: testing
        services.AddFakeHeadlessPeers("orders", fake => fake.Set("127.0.0.1:5000", "127.0.0.2:5000"));
        // doc: end
    }
}
