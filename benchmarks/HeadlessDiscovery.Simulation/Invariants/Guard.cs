using HeadlessDiscovery.Simulation.Fates;
using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Invariants;

/// <summary>What must hold at every moment; the first thing that does not ends the run.</summary>
internal sealed class Guard
{
    // What the servers disagreed about needs so many statements.
    private const int MostStatements = 16;

    private const int MostBesideAMinute = 60;

    // One each second, and one that was begun in the minute before.
    private const int MostSetsAMinute = 61;

    private static readonly TimeSpan LongestLookup = TimeSpan.FromSeconds(10.5);

    // For as long others are believed first: a weak witness 60 s, a server that failed 30 s, a pod that has just come 15 s.
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(60 + 30 + 15);

    private static readonly TimeSpan MassHold = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ServiceWorld world;
    private readonly TimeSpan window;
    private BrokenInvariantException? broken;

    public Guard(ServiceWorld world, Scenario scenario)
    {
        this.world = world;
        var ttl = TimeSpan.FromSeconds(scenario.Ttl);
        var copies = ((scenario.ReplicasCache ? 1 : 0) + (scenario.HasNodeCaches ? 1 : 0)) * ttl;
        window = Minute + ttl + copies;
        Bound = (MostStatements * (ttl + LongestLookup)) + MassHold + Doubt + copies;
    }

    /// <summary>For how long a peer may be listed that no replica lists, while nothing is in trouble.</summary>
    public TimeSpan Bound { get; }

    /// <summary>Something did not hold: the first of them ends the run.</summary>
    public void Break(FormattableString what) => broken ??= new BrokenInvariantException(world.Now, what.Format, FormattableString.Invariant(what));

    public void ThrowIfBroken()
    {
        if (broken is not null)
        {
            throw broken;
        }
    }

    /// <summary>A pod no longer lists a peer that is ready.</summary>
    public void Lost(Watcher watcher, int address)
    {
        var throughout = world.Replicas.Count(replica => replica.ListedSince(address) <= world.Now - window);
        if (2 * throughout > world.Replicas.Length)
        {
            world.Account.LostAgainstMost++;
        }

        if (watcher.Client.KeepsInvariants && throughout == world.Replicas.Length)
        {
            Break($"pod {watcher.Pod} removed the peer at address {address}, which all replicas have listed for {window.TotalSeconds} s");
        }
    }

    public void Check(Watcher watcher)
    {
        if (!watcher.IsRunning || !watcher.Client.KeepsInvariants)
        {
            return;
        }

        if (watcher.HasGoneBack)
        {
            Break($"pod {watcher.Pod}: a version follows a higher one");
        }

        var isCalm = world.Now - world.CalmSince > Minute;
        var (_, beside, set) = watcher.Asked;
        if (isCalm && beside > MostBesideAMinute)
        {
            Break($"pod {watcher.Pod} sent {beside} queries beside the refreshes in a minute");
        }

        if (isCalm && set > MostSetsAMinute)
        {
            Break($"pod {watcher.Pod} sent {set} queries for the set in a minute");
        }

        if (!isCalm || world.Wrong == 0)
        {
            return;
        }

        foreach (var address in watcher.Sight.Listed)
        {
            if (!world.IsAlive[address]
                && world.Now - Later(watcher.Sight.Since(address), world.CalmSince) > Bound
                && Array.TrueForAll(world.Replicas, replica => replica.ListedSince(address) == TimeSpan.MaxValue))
            {
                Break($"pod {watcher.Pod} lists address {address} {(world.Now - watcher.Sight.Since(address)).TotalSeconds} s after its pod was gone");
            }
        }
    }

    /// <summary>All pods list the truth: what they make of it must be the same.</summary>
    public void CheckAgreement()
    {
        string? first = null;
        foreach (var watcher in world.Watchers)
        {
            if (watcher.Client.Fingerprint is { } fingerprint && (first ??= fingerprint) != fingerprint)
            {
                Break($"two pods with the same peers have the fingerprints {first} and {fingerprint}");
            }
        }
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
