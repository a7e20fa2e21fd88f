using HeadlessDiscovery;

namespace Snippets;

internal abstract class StartUpPage(IPeerResolver peers)
{
    // doc: join
    public async Task JoinOrFormAsync(CancellationToken token)
    {
        while (true)
        {
            var start = await peers.WaitForPeersAsync(minimum: 3, cancellationToken: token);
            var asked = await peers.CallAllAsync(HasClusterAsync, cancellationToken: token);
            if (asked.Succeeded.Any(reply => reply.Value))
            {
                await JoinAsync(asked.Asked, token);
                return;
            }

            // Every member replied "no cluster", and every pod picks the same one to form it.
            if (start.Reason is PeerReadinessReason.Ready or PeerReadinessReason.Alone && asked.AllSucceeded && IsFirst(asked.Asked))
            {
                await FormAsync(token);
                return;
            }
        }
    }

    // Members are the same sequence on every pod with the same view; each pod's peers lack that pod.
    private static bool IsFirst(PeerSnapshot snapshot) =>
        snapshot.SelfPeer is { } self && self == snapshot.Members[0];
    // doc: end

    // doc: one
    public async Task<bool> SomebodyIsThereAsync(CancellationToken token)
    {
        var start = await peers.WaitForPeersAsync(minimum: 2, timeout: TimeSpan.FromSeconds(20), cancellationToken: token);
        Console.WriteLine(start);   // Undecided (servfail): 0 of 2 members, self Unknown
        return start.IsReady;
    }
    // doc: end

    protected abstract ValueTask<bool> HasClusterAsync(Peer peer, CancellationToken token);

    protected abstract Task FormAsync(CancellationToken token);

    protected abstract Task JoinAsync(PeerSnapshot snapshot, CancellationToken token);
}
