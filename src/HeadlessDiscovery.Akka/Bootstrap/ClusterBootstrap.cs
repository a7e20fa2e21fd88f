using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace HeadlessDiscovery.Akka.Bootstrap;

/// <summary>Makes one actor system form or join a cluster, and stops when it is up.</summary>
internal sealed class ClusterBootstrap(Cluster cluster, IPeerResolver resolver, FormationRule rule, TimeSpan retryInterval, ILoggingAdapter log, TimeProvider time)
{
    // Reads from memory, only until the node has started.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    private readonly long startTimestamp = time.GetTimestamp();
    private Formation? last;
    private TimeSpan lastAt;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await resolver.GetPeersAsync(stop).ConfigureAwait(false);
            using var timer = new PeriodicTimer(Glance, time);
            do
            {
                // A member that is joining needs no more seeds, and Akka ignores them.
                if (cluster.SelfMember.Status == MemberStatus.Removed)
                {
                    Step();
                }
            }
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (ObjectDisposedException)
        {
            log.Info("The peers of {0} are no longer watched; this node will not join a cluster by itself.", cluster.SelfAddress);
        }
    }

    private void Step()
    {
        var snapshot = resolver.Current;
        var now = time.GetElapsedTime(startTimestamp);
        var next = rule.Next(snapshot, now);
        if (RemotingHost.Contradiction(snapshot, cluster.SelfAddress) is { } contradiction)
        {
            next = new Formation([], contradiction);
        }

        Report(next);
        if (next.SameAs(last) && now - lastAt < retryInterval)
        {
            return;
        }

        (last, lastAt) = (next, now);
        if (!next.Seeds.IsEmpty)
        {
            // The first of the list forms the cluster once every other one has answered that it is not in one; a node that is not first, or not in its own list, only joins.
            cluster.JoinSeedNodes(next.Seeds.Select(AddressOf));
        }
    }

    // The remoting port is the same on all pods; the port of a peer may be a different one.
    private Address AddressOf(Peer peer) => cluster.SelfAddress.WithHost(RemotingHost.TextOf(peer));

    private void Report(Formation next)
    {
        if (next.SameAs(last) && next.Reason == last!.Reason)
        {
            return;
        }

        var seeds = string.Join(", ", next.Seeds.Select(seed => seed.Address));
        if (next.Reason is { } reason)
        {
            log.Info("Waiting to join a cluster of the pods {0}; no cluster is formed: {1}.", seeds.Length > 0 ? seeds : "that will be listed", reason);
        }
        else
        {
            log.Info("All required members are listed: {0}. {1} will form the cluster once all of them have answered.", seeds, next.Seeds[0].Address);
        }
    }
}
