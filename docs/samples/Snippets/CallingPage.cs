using HeadlessDiscovery;
using Microsoft.Extensions.Primitives;

namespace Snippets;

internal abstract class CallingPage(IPeerResolver peers, HttpClient client, ILogger<CallingPage> logger)
{
    public async Task EachAsync(string key, CancellationToken token)
    {
        // doc: each
        await foreach (var reply in peers.CallEachAsync((peer, stop) => InvalidateAsync(peer, key, stop), cancellationToken: token))
        {
            if (!reply.Succeeded)
            {
                logger.LogWarning("{Reply}", reply);   // 10.0.0.2:5000 TimedOut
            }
        }
        // doc: end
    }

    public async Task AllAsync(CancellationToken token)
    {
        // doc: all
        var replies = await peers.CallAllAsync(async (peer, stop) => await client.GetFromJsonAsync<Load>($"http://{peer}/load", stop), cancellationToken: token);
        replies.ThrowIfFewerThan((replies.Count / 2) + 1);   // names each peer that did not answer
        if (!replies.AllSucceeded)
        {
            logger.LogWarning("{Replies}", replies);         // somebody failed, or it is not known who is there
        }
        // doc: end
    }

    public async Task StartAsync(CancellationToken token)
    {
        // doc: start
        var start = await peers.WaitForPeersAsync(minimum: 3, cancellationToken: token);
        switch (start.Reason)
        {
            case PeerReadinessReason.Ready:      // 3 members held for 5 s
            case PeerReadinessReason.TooFew:     // others are there: join them, never form a second cluster
                await JoinAsync(start.Snapshot);
                break;
            case PeerReadinessReason.Alone:      // a complete answer names this pod and nobody else
                await FormAsync();
                break;
            case PeerReadinessReason.Undecided:  // DNS could not be asked, or does not name this pod
                throw new InvalidOperationException(start.ToString());   // Undecided (servfail): 0 of 3 members, self Unknown
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

    protected abstract ValueTask<bool> InvalidateAsync(Peer peer, string key, CancellationToken token);

    protected abstract Task JoinAsync(PeerSnapshot snapshot);

    protected abstract Task FormAsync();

    private static Uri[] Destinations(PeerSnapshot snapshot) => [.. snapshot.Select(peer => new Uri($"http://{peer}"))];

    internal sealed record Load(double Value);
}
