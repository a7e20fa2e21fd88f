using HeadlessDiscovery.Faults.Tests.Simulation;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>One fault in one phase, once: a resolver with default options in a pod with default DNS, in virtual time.</summary>
internal sealed class MatrixRun
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(31);
    private static readonly TimeSpan End = TimeSpan.FromSeconds(240);

    private readonly SimulatedTime time = new();
    private readonly Simulator simulator;
    private readonly MatrixFault fault;
    private readonly Phase phase;
    private readonly Random random;
    private readonly bool strikesAtTheHold;
    private readonly Action<HeadlessPeersOptions>? configure;
    private TimeSpan? rightSince;
    private TimeSpan? news;
    private bool hasStruck;
    private int wronglyRemoved;
    private int keptPastPromise;
    private int events;

    private MatrixRun(MatrixFault fault, Phase phase, int seed, Action<HeadlessPeersOptions>? configure)
    {
        (this.fault, this.phase, this.configure, random) = (fault, phase, configure, new Random(seed));
        simulator = new Simulator(time, Rest.Await);
        strikesAtTheHold = seed % 2 == 0;
    }

    private bool IsRemoval => phase is Phase.DuringRemoval or Phase.DuringMassRemoval;

    /// <summary>Measures one run; only a control changes options.</summary>
    public static MatrixRow Measure(MatrixFault fault, Phase phase, int seed, Action<HeadlessPeersOptions>? configure = null) =>
        new MatrixRun(fault, phase, seed, configure).Measure();

    private MatrixRow Measure()
    {
        using var world = new MatrixWorld(fault, time, random);
        var removedAt = Settled + After(6);
        if (phase == Phase.BeforeFirstAnswer)
        {
            Strike(world);
        }
        else if (phase == Phase.Steady || !strikesAtTheHold)
        {
            simulator.At(removedAt + (IsRemoval ? After(4) : TimeSpan.Zero), () => Strike(world));
        }

        if (IsRemoval)
        {
            simulator.At(removedAt, () => world.Shrink(phase == Phase.DuringMassRemoval ? 2 * world.Own.Length : world.Pods.Length - world.Own.Length));
        }

        using var resolver = NewResolver(world);
        resolver.PeersChanged += (_, _) => events++;
        var before = PeerSnapshot.Unresolved;
        simulator.Run(End, () => before = Look(world, before, resolver.Current, removedAt));
        var recoveredAt = world.RecoveredAt ?? throw new InvalidOperationException($"No question met '{fault.Name}' ({phase}).");
        var seconds = rightSince is { } since ? Math.Max(0, (since - recoveredAt).TotalSeconds) : (double?)null;
        return new MatrixRow(fault.Name, phase, wronglyRemoved, keptPastPromise, seconds, (news - recoveredAt)?.TotalSeconds, events);
    }

    private PeerSnapshot Look(MatrixWorld world, PeerSnapshot before, PeerSnapshot now, TimeSpan removedAt)
    {
        if (IsRemoval && strikesAtTheHold && !hasStruck && !now.Held.IsEmpty)
        {
            Strike(world);
        }

        string[] listed = [.. now.Select(peer => peer.Address.ToString())];
        wronglyRemoved += before.Select(peer => peer.Address.ToString()).Except(listed).Intersect(world.Peers).Count();
        var isRight = !now.IsStale && listed.Order(StringComparer.Ordinal).SequenceEqual(world.Peers.Order(StringComparer.Ordinal));
        rightSince = isRight ? rightSince ?? time.Elapsed : null;
        news ??= world.RecoveredAt is not null && now is { IsResolved: true, IsStale: false } ? time.Elapsed : null;
        if (IsRemoval && world.RecoveredAt is { } recoveredAt && time.Elapsed > MatrixPromise.Gone(removedAt, recoveredAt, fault, phase))
        {
            keptPastPromise = Math.Max(keptPastPromise, listed.Except(world.Peers).Count());
        }

        return now;
    }

    private void Strike(MatrixWorld world)
    {
        hasStruck = true;
        world.BeginFault();
        if (!fault.IsOnce)
        {
            simulator.At(time.Elapsed + fault.Lasts, world.EndFault);
        }
    }

    private PeerResolver NewResolver(MatrixWorld world)
    {
        var options = new HeadlessPeersOptions { ServiceName = "web", ResolvConfPath = world.ResolvConfPath, Family = fault.IsDualStack ? PeerFamily.Both : PeerFamily.Auto };
        foreach (var own in world.Own)
        {
            options.SelfAddresses.Add(own);
        }

        configure?.Invoke(options);
        return new PeerResolver("web", options, new ResolverServices
        {
            Time = time,
            NewTransport = () => world.Transport,
            Variable = _ => null,
            Interfaces = () => [],
            Random = random.NextDouble,
        });
    }

    private TimeSpan After(double mostSeconds) => TimeSpan.FromMilliseconds(Math.Round(random.NextDouble() * mostSeconds * 1000));
}
