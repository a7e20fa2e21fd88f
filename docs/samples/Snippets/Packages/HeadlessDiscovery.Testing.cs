using HeadlessDiscovery;
using HeadlessDiscovery.Testing;

namespace Snippets.Packages.Testing;

internal static class Server
{
    public static async Task AskAsync()
    {
        // doc: package
        await using var server = await HeadlessServiceServer.StartAsync("orders-headless");
        server.AddPod("10.244.0.11");
        server.AddPod("10.244.0.12");

        await using var peers = new PeerResolver("orders-headless", options => server.Configure(options));
        var two = await peers.GetPeersAsync();
        // doc: end
    }
}
