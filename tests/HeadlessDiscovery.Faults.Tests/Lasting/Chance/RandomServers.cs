using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Chance;

/// <summary>Name servers by chance: replicas that are behind or stand still, caches before them, and faults that begin and end.</summary>
internal sealed class RandomServers(LastingWorld world, Timeline timeline)
{
    private static readonly (string Name, Fault Fault)[] Faults =
    [
        ("SERVFAIL", ServerFaults.ServFail),
        ("REFUSED", ServerFaults.Refused),
        ("silence", ServerFaults.Silence),
        ("closed port", ServerFaults.ClosedPort),
        ("NODATA without SOA", ServerFaults.NoDataWithoutSoa),
        ("NODATA without SOA for the set", ServerFaults.OnlySet(ServerFaults.NoDataWithoutSoa)),
        ("lame", ServerFaults.Lame),
        ("every first lost", ServerFaults.EveryFirstLost),
        ("loss of a third", ServerFaults.Loss(0.33)),
        ("loss of nearly all", ServerFaults.Loss(0.8)),
        ("150 ms late", ServerFaults.Delay(TimeSpan.FromMilliseconds(150))),
        ("500 ms late", ServerFaults.Delay(TimeSpan.FromMilliseconds(500))),
        ("4 s late", ServerFaults.Delay(TimeSpan.FromSeconds(4))),
        ("SERVFAIL for the set", ServerFaults.OnlySet(ServerFaults.ServFail)),
        ("SERVFAIL for A", ServerFaults.Only(DnsRecordType.A, ServerFaults.ServFail)),
        ("SERVFAIL for AAAA", ServerFaults.Only(DnsRecordType.Aaaa, ServerFaults.ServFail)),
        ("silence for AAAA", ServerFaults.Only(DnsRecordType.Aaaa, ServerFaults.Silence)),
    ];

    private readonly List<Leaf> leaves = [];

    public IReadOnlyList<Leaf> Leaves => leaves;

    /// <summary>How long a copy lives at most; zero where there is no cache.</summary>
    public TimeSpan CopiesLast { get; private set; }

    /// <summary>Whether a cache may tell of any time before.</summary>
    public bool ServesExpired { get; private set; }

    public void Compose(int count, uint ttl)
    {
        var (ownNames, services) = (Chance(0.7), Chance(0.8));
        timeline.Tell($"{count} servers, TTL {ttl} s, {(ownNames ? "own names" : "no own names")}, {(services ? "SRV records" : "no SRV records")}");
        for (var i = 0; i < count; i++)
        {
            ComposeOne(i, ttl, ownNames, services);
        }

        timeline.Settle((timeline.Settled + leaves.Max(leaf => leaf.Lag) + CopiesLast).TotalSeconds);
    }

    private bool Chance(double part) => world.Random.NextDouble() < part;

    private T One<T>(params T[] of) => of[world.Random.Next(of.Length)];

    private void ComposeOne(int number, uint ttl, bool ownNames, bool services)
    {
        var replicas = Enumerable.Range(0, One(1, 1, 2, 3)).Select(_ => new Leaf(world, TimeSpan.FromSeconds(Chance(0.5) ? 0 : Math.Round(world.Random.NextDouble() * 10, 1)))).ToArray();
        leaves.AddRange(replicas);
        timeline.Tell($"server {number}: replicas {string.Join(" and ", replicas.Select(leaf => $"{leaf.Lag.TotalSeconds} s"))} behind");
        ISource source = new Balanced([.. replicas.Select(leaf => new Replica(() => leaf.Known) { Ttl = ttl, HasOwnNames = ownNames, HasServices = services })]) { Alternates = Chance(0.3) };
        var server = world.Serve(Chance(0.4) ? Cached(number, ttl, source) : source);
        foreach (var leaf in replicas.Where(_ => Chance(0.15)))
        {
            var (from, to) = Window(200);
            leaf.StandStill(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to));
            timeline.Trouble(from, to);
            timeline.Tell($"server {number}: the replica {leaf.Lag.TotalSeconds} s behind stands still {from:0.0} to {to:0.0}");
        }

        Break(number, server);
    }

    private Cache Cached(int number, uint ttl, ISource source)
    {
        var mode = One(CacheMode.CountsDown, CacheMode.CountsDown, CacheMode.KeepsTtl, CacheMode.ServesExpired);
        var keeps = TimeSpan.FromSeconds(One(0, 5, 30));
        var isFailing = false;
        (CopiesLast, ServesExpired) = (TimeSpan.FromSeconds(ttl), ServesExpired || mode == CacheMode.ServesExpired);
        timeline.Tell($"server {number}: a cache, {mode}");
        if (Chance(0.4))
        {
            var (from, to) = Window(120);
            world.At(from, () => isFailing = true);
            world.At(to, () => isFailing = false);
            timeline.Trouble(from, to + keeps.TotalSeconds);
            timeline.Tell($"server {number}: behind the cache SERVFAIL {from:0.0} to {to:0.0}, kept {keeps.TotalSeconds} s");
        }

        return new Cache(new Overlaid(source, _ => isFailing ? Reply.Failure(2) : null), world.Time, mode) { IsBusy = Chance(0.5), KeepsFailures = keeps };
    }

    private void Break(int number, Server server)
    {
        var at = 0.0;
        while (Chance(0.5))
        {
            var (name, fault) = One(Faults);
            var from = at == 0 && Chance(0.2) ? 0 : at + world.Within(200);
            var to = Math.Min(from + 1 + world.Within(Chance(0.3) ? 300 : 40), RandomWorld.Eventful);
            if (to <= from)
            {
                return;
            }

            world.At(from, () => server.Fault = fault);
            world.At(to, () => server.Fault = null);
            timeline.Trouble(from, to);
            timeline.Tell($"server {number}: {name} {from:0.0} to {to:0.0}");
            at = to + 1;
        }
    }

    private (double From, double To) Window(double most)
    {
        var from = world.Within(RandomWorld.Eventful - 60);
        return (from, Math.Min(from + 1 + world.Within(most), RandomWorld.Eventful));
    }
}
