using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;

namespace Snippets.Packages.AkkaCluster;

internal static class Registration
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: package
        builder.Services.AddHeadlessPeers("orders-headless");
        builder.Services.AddAkka("orders", akka => akka
            .WithRemoting(hostname: builder.Configuration["POD_IP"]!, port: 4053)
            .WithClustering()
            .WithHeadlessBootstrap(requiredMembers: 3));
        // doc: end
    }
}
