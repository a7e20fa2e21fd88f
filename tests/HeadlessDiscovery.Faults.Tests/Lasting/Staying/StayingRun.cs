using System.Net;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Staying;

/// <summary>One fault, once: ten minutes in which three of seven pods are replaced, one at a time.</summary>
internal static class StayingRun
{
    private const double Minutes = 10;

    /// <summary>A TTL's jitter, and the further queries of a removal (docs/reliability.md).</summary>
    private const double Promise = 0.5 + 4;

    public static StayingRow Measure(StayingFault fault, int seed, Action<string>? tell = null)
    {
        using var world = new LastingWorld(seed, tell);
        var pods = new Queue<Pod>(fault.IsDualStack ? Pod.Dual(fault.Pods) : Pod.Many(fault.Pods));
        world.SetPodsBefore(TimeSpan.FromMinutes(10), [.. pods.Take(fault.Pods - 2)]);
        world.SetPodsBefore(TimeSpan.FromMinutes(5), [.. pods]);
        var strike = fault.Set(world);
        world.Start(options => options.Family = fault.IsDualStack ? PeerFamily.Both : PeerFamily.IPv4);
        var begins = 60 + world.Within(6);
        var ends = begins + (Minutes * 60);
        world.At(begins, strike.Begin);
        world.At(ends, strike.End);
        var due = new Dictionary<IPAddress, double>();
        for (var i = 0; i < 3; i++)
        {
            var number = 50_000 + i;
            world.At(begins + 60 + (180 * i) + world.Within(60), () =>
            {
                foreach (var address in pods.Dequeue().Addresses)
                {
                    due[address] = (fault.Shown is { } shown ? world.Now.TotalSeconds + shown : ends) + fault.Ttl + fault.Slower + Promise;
                }

                pods.Enqueue(fault.IsDualStack ? Pod.Dual(1, number)[0] : Pod.Many(1, number)[0]);
                world.SetPods([.. pods]);
            });
        }

        var kept = new HashSet<IPAddress>();
        for (var at = begins; at < ends + 120; at++)
        {
            world.At(at, () => kept.UnionWith(world.Resolver.Current.Select(peer => peer.Address).Where(address => due.TryGetValue(address, out var until) && until < world.Now.TotalSeconds)));
        }

        world.Demand(Marked.Stale, begins, ends, static snapshot => !snapshot.IsStale);
        world.RunTo(ends + 120);
        var account = world.Account(fault.Name);
        var queries = world.Queries.Count(query => query.At.TotalSeconds >= begins && query.At.TotalSeconds < ends);
        return new StayingRow(fault.Name, account.WronglyRemoved, kept.Count, account.Marks[Marked.Stale] / (Minutes * 60), queries / Minutes, account.Warnings.Count) { Broke = account.Broke };
    }
}
