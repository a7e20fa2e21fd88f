using HeadlessDiscovery;
using Microsoft.Extensions.Primitives;

namespace Snippets;

internal abstract class WatchingPage(IPeerResolver peers)
{
    public async Task FollowAsync(CancellationToken token)
    {
        // doc: watch
        await foreach (var change in peers.WatchAsync(token))   // the first item is the current state
        {
            foreach (var gone in change.Removed)
            {
                await CloseAsync(gone);
            }

            foreach (var added in change.Added)
            {
                await OpenAsync(added, token);
            }
        }
        // doc: end
    }

    public async Task<(Uri[] Destinations, IChangeToken Changed)> DestinationsAsync(CancellationToken token)
    {
        // doc: token
        var seen = await peers.GetPeersAsync(token);
        return (Destinations(seen), peers.GetChangeToken(seen));
        // doc: end
    }

    protected abstract Task OpenAsync(Peer peer, CancellationToken token);

    protected abstract Task CloseAsync(Peer peer);

    private static Uri[] Destinations(PeerSnapshot snapshot) => [.. snapshot.Select(peer => new Uri($"http://{peer}"))];
}
