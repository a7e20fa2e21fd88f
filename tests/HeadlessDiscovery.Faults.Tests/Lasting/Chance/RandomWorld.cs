using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Chance;

/// <summary>A world that is made of a seed. Things happen there for ten minutes; then nothing does, until the list must be right.</summary>
internal sealed class RandomWorld(int seed, Action<string>? tell) : IDisposable
{
    /// <summary>For so many seconds things happen.</summary>
    public const double Eventful = 600;

    // A peer that the servers disagreed about needs so many statements.
    private const int MostStatements = 16;

    // Two tries, and the jitter.
    private static readonly TimeSpan LongestLookup = TimeSpan.FromSeconds(10.5);

    // For as long others are believed first: a weak witness 60 s, a server that failed 30 s, a pod that has just come 15 s.
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(60 + 30 + 15);

    private readonly LastingWorld world = new(seed, tell);
    private readonly Timeline timeline = new();

    public IReadOnlyList<string> Story => timeline.Story;

    /// <summary>Runs it; gives a line for each thing that did not hold.</summary>
    public IReadOnlyList<string> Run()
    {
        var ttl = One<uint>(5, 5, 5, 30, 30, 1, 0);
        var isDual = Chance(0.2);
        var isNamed = !isDual && Chance(0.25);
        var options = Options(isDual);

        // A statement comes with each refresh, or with each copy of a cache.
        var statements = options.RemovalConfirmations > 1 ? MostStatements : 1;
        var bound = (statements * (TimeSpan.FromSeconds(Math.Max(1, ttl)) + LongestLookup)) + options.MassRemovalHold + Doubt;
        world.ResolverOptions = $"ndots:5{(Chance(0.2) ? " rotate" : string.Empty)}{(Chance(0.3) ? " timeout:1" : string.Empty)}";
        timeline.Tell($"{(isDual ? "two addresses a pod" : isNamed ? "host names" : "one address a pod")}, {world.ResolverOptions}, {options.RemovalConfirmations} confirmations, mass hold {options.MassRemovalHold.TotalSeconds} s, intervals {options.MinRefreshInterval.TotalSeconds} to {options.MaxRefreshInterval.TotalSeconds} s, {options.Membership}");
        var servers = new RandomServers(world, timeline);
        var invariants = new Invariants(world, timeline, servers, bound);
        invariants.Watch();
        new RandomPods(world, timeline, isDual ? Pod.Dual : isNamed ? Pod.Named : Pod.Many).Compose(One(1, 2, 3, 5, 5, 10, 40, 100));
        servers.Compose(One(1, 1, 2, 2, 3), ttl);
        world.Start(given =>
        {
            (given.Family, given.Membership) = (options.Family, options.Membership);
            (given.RemovalConfirmations, given.MassRemovalHold) = (options.RemovalConfirmations, options.MassRemovalHold);
            (given.MinRefreshInterval, given.MaxRefreshInterval) = (options.MinRefreshInterval, options.MaxRefreshInterval);
            foreach (var address in options.SelfAddresses)
            {
                given.SelfAddresses.Add(address);
            }
        });
        world.RunTo((timeline.Settled + bound + TimeSpan.FromMinutes(1)).TotalSeconds);
        invariants.End(world.Account("chance"));
        timeline.Tell($"right {(invariants.RightSince - timeline.Settled).TotalSeconds:0.0} s after the last event, of {bound.TotalSeconds} s");
        return invariants.Broken;
    }

    public void Dispose() => world.Dispose();

    private HeadlessPeersOptions Options(bool isDual)
    {
        var options = new HeadlessPeersOptions { Family = isDual ? PeerFamily.Both : PeerFamily.IPv4, Membership = PeerMembership.Client };
        options.RemovalConfirmations = Chance(0.3) ? One(1, 2, 5) : options.RemovalConfirmations;
        options.MassRemovalHold = Chance(0.2) ? TimeSpan.FromSeconds(One(0, 3, 60)) : options.MassRemovalHold;
        options.MaxRefreshInterval = Chance(0.2) ? TimeSpan.FromSeconds(One(1, 5)) : options.MaxRefreshInterval;
        options.MinRefreshInterval = Chance(0.1) ? TimeSpan.FromSeconds(0.1) : options.MinRefreshInterval;
        if (Chance(0.3))
        {
            options.Membership = PeerMembership.Member;
            options.SelfAddresses.Add("10.244.0.1");
        }

        return options;
    }

    private bool Chance(double part) => world.Random.NextDouble() < part;

    private T One<T>(params T[] of) => of[world.Random.Next(of.Length)];
}
