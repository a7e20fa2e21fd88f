using HeadlessDiscovery;

namespace Snippets.Packages.Core;

internal static class Registration
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: package
        builder.Services.AddHeadlessPeers("orders-headless", options => options.Port = 5000);
        // doc: end
    }
}

// doc: package
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
