using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Simulation.World;

/// <summary>From a node to the replicas: kube-proxy gives each flow a replica by chance. A node's cache keeps its flow until the replica is gone.</summary>
internal sealed class FlowPath(RunningReplica[] replicas, Action<RunningReplica> reached, bool keepsFlow) : ISource
{
    private RunningReplica? kept;

    /// <summary>The replica that a query reaches; null where the service has no endpoint.</summary>
    public RunningReplica? Route(Random dice)
    {
        if (keepsFlow && kept is { IsRouted: true })
        {
            return kept;
        }

        var routed = 0;
        foreach (var replica in replicas)
        {
            routed += replica.IsRouted ? 1 : 0;
        }

        if (routed == 0)
        {
            return kept = null;
        }

        var chosen = routed == 1 ? 0 : dice.Next(routed);
        foreach (var replica in replicas)
        {
            if (replica.IsRouted && chosen-- == 0)
            {
                return kept = replica;
            }
        }

        return null;
    }

    // For a cache, which says SERVFAIL where nobody answers it.
    public Reply Answer(DnsQuestion question, Random dice)
    {
        if (Route(dice) is not { } replica)
        {
            return Reply.Failure(2);
        }

        reached(replica);
        return replica.Answer(question, dice);
    }
}
