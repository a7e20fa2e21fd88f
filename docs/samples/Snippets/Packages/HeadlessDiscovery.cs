using HeadlessDiscovery;

namespace Snippets.Packages;

internal static class LibraryPackage
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: 1
        builder.Services.AddHeadlessPeers("orders-headless", options => options.Port = 5000);
        // doc: end
    }
}

// doc: 2
public sealed class Broadcast(IPeerResolver peers)
{
    public async Task TellAllAsync(CancellationToken cancellationToken)
    {
        foreach (var peer in await peers.GetPeersAsync(cancellationToken))
        {
            // peer.Address, peer.Port, peer.ToEndPoint()
        }
    }
}
// doc: end
