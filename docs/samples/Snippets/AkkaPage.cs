using Akka.Cluster.Hosting;
using Akka.Hosting;
using HeadlessDiscovery.Akka;

namespace Snippets;

internal static class AkkaPage
{
    public static void Development(AkkaConfigurationBuilder akka)
    {
        // doc: development
        akka.WithHeadlessBootstrap(requiredMembers: 1, options => options.SingleNodeForDevelopment = true);
        // doc: end
    }

    public static void Discovery(AkkaConfigurationBuilder akka)
    {
        // doc: discovery
        akka.WithHeadlessServiceDiscovery();   // akka.discovery.method = headless
        // doc: end
    }

    public static void Client(AkkaConfigurationBuilder akka)
    {
        // doc: client
        akka.WithClusterClientDiscovery<OrdersClient>(options =>
        {
            options.DiscoveryOptions = new HeadlessServiceDiscoveryOptions { IsDefaultPlugin = false };
            options.ServiceName = "orders-headless";
        });
        // doc: end
    }

    private sealed class OrdersClient;
}
