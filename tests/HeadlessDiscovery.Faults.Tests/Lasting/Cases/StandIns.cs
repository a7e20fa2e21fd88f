using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Cases;

/// <summary>Two name servers of which the first fails; and one that loses datagrams.</summary>
internal static class StandIns
{
    public const string Behind = "the first of two servers fails, and the second is behind";
    public const string Expired = "the first of two servers fails, and the second serves an expired answer";
    public const string Healthy = "the first of two servers fails at once, and the second is healthy";
    public const string DeadFirst = "the first of two servers is dead, and the service has no pods for ten minutes";
    public const string FirstLost = "every first datagram is lost";
    public const string HeldFailure = "a cache keeps one SERVFAIL for 60 s";

    private const double Struck = 40;
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(500);

    private static readonly (string Name, Fault Fault)[] Failures =
    [
        ("SERVFAIL", ServerFaults.ServFail),
        ("REFUSED", ServerFaults.Refused),
        ("silence", ServerFaults.Silence),
        ("closed port", ServerFaults.ClosedPort),
    ];

    private static readonly (string Name, Fault Fault)[] FastFailures = [Failures[0], Failures[1], Failures[3]];

    public static IReadOnlyList<LastingCase> All { get; } =
    [
        .. Failures.Select(failure => new LastingCase(Behind, failure.Name, world => PlayBehind(world, failure.Fault, isSilent: failure.Fault == ServerFaults.Silence))),
        new(Behind, "500 ms late from the start", world => PlayLate(world, from: 0)),
        new(Behind, "500 ms late later", world => PlayLate(world, Struck)),
        .. Failures.SelectMany(failure => (LastingCase[])
        [
            new(Expired, $"own names answered, {failure.Name}", world => PlayExpired(world, failure.Fault, ownNames: true)),
            new(Expired, $"no own names, {failure.Name}", world => PlayExpired(world, failure.Fault, ownNames: false)),
        ]),
        new(Expired, "own names answered, 500 ms late", world => PlayExpired(world, ServerFaults.Delay(Late), ownNames: true)),
        new(Expired, "no own names, 500 ms late", world => PlayExpired(world, ServerFaults.Delay(Late), ownNames: false)),
        .. FastFailures.SelectMany(failure => (LastingCase[])
        [
            new(Healthy, $"scale to zero, {failure.Name}", world => PlayHealthy(world, failure.Fault, [])),
            new(Healthy, $"one leaves, {failure.Name}", world => PlayHealthy(world, failure.Fault, Pod.Many(4))),
            new(Healthy, $"one comes, {failure.Name}", world => PlayHealthy(world, failure.Fault, Pod.Many(6))),
        ]),
        new(DeadFirst, "three pods leave", world => PlayDeadFirst(world, Pod.Many(3))),
        new(DeadFirst, "nobody was there", world => PlayDeadFirst(world, [])),
        new(FirstLost, "five pods leave", world => PlayFirstLost(world, Pod.Many(5))),
        new(FirstLost, "nobody was there", world => PlayFirstLost(world, [])),
        new(HeldFailure, "TTL 5 s", world => PlayHeldFailure(world, ttl: 5)),
        new(HeldFailure, "TTL 30 s", world => PlayHeldFailure(world, ttl: 30)),
    ];

    /// <summary>Whether the list says of itself that it may not be the truth.</summary>
    private static bool IsTold(PeerSnapshot snapshot) => snapshot.IsStale || !snapshot.Held.IsEmpty;

    private static void PlayBehind(LastingWorld world, Fault fault, bool isSilent)
    {
        const double Lasts = 50;

        world.SetPodsBefore(TimeSpan.FromMinutes(10), Pod.Many(3));
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Many(5));
        var first = world.Serve(world.Honest());
        world.Serve(world.Frozen(TimeSpan.FromMinutes(-6)));
        world.Start();
        var struck = Struck + world.Within(6);
        world.At(struck, () => first.Fault = fault);
        world.At(struck + Lasts, () => first.Fault = null);

        // The next refresh is a TTL and its jitter away, and a silent server takes two tries of 5 s to find out.
        world.Demand(Marked.Broken, struck + 5.5 + (isSilent ? 10.5 : 1), struck + Lasts, IsTold);
        world.RunTo(180);
    }

    private static void PlayLate(LastingWorld world, double from)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(10), Pod.Many(3));
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Many(5));
        var first = world.Serve(world.Honest());
        world.Serve(world.Frozen(TimeSpan.FromMinutes(-6)));
        var struck = from + (from > 0 ? world.Within(6) : 0);
        first.Fault = from > 0 ? null : ServerFaults.Delay(Late);
        world.Start();
        world.At(struck, () => first.Fault = ServerFaults.Delay(Late));
        world.Demand(Marked.Broken, struck + (from > 0 ? 6.5 : 16), 600, snapshot => IsTold(snapshot) || snapshot.Count == 5);
        world.RunTo(600);
    }

    private static void PlayExpired(LastingWorld world, Fault fault, bool ownNames)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(10), Pod.Many(3));
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Many(5));
        var honest = world.Honest();
        honest.HasOwnNames = ownNames;
        honest.HasServices = ownNames;
        var first = world.Serve(honest);
        var expired = Reply.Of(Names.Service, Pod.Many(3).Select(pod => pod.V4!), ttl: 30) with { IsAuthoritative = false, IsRecursionAvailable = true };
        world.Serve(new Overlaid(honest, question => question is { Name: Names.Service, Type: Dns.DnsRecordType.A } ? expired : null));
        world.Start();
        var struck = Struck + world.Within(6);
        world.At(struck, () => first.Fault = fault);
        world.Demand(Marked.Broken, struck, ownNames ? 640 : struck + 60, snapshot => snapshot.Count == 5);
        world.RunTo(ownNames ? 640 : struck + 60);
    }

    private static void PlayHealthy(LastingWorld world, Fault fault, Pod[] then)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Many(5));
        var first = world.Serve(world.Honest());
        world.Serve(world.Honest());
        first.Fault = fault;
        world.Start();
        var changed = 60 + world.Within(30);
        world.At(changed, () => world.SetPods(then));
        world.Await(Marked.RightAfter, changed, snapshot => snapshot.Count == then.Length && !snapshot.IsStale);
        world.RunTo(600);
        world.Mark(Marked.MostAMinute, Enumerable.Range(0, 10).Max(minute => world.Queries.Count(query => query.Server == first && (int)query.At.TotalMinutes == minute)));
    }

    private static void PlayDeadFirst(LastingWorld world, Pod[] before)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), before);
        var first = world.Serve(world.Honest());
        world.Serve(world.Honest());
        first.Fault = ServerFaults.Silence;
        world.Start();
        var gone = 60 + world.Within(30);
        world.At(gone, () => world.SetPods());

        // A name server that is dead from the start takes the first lookup two tries to find out.
        world.Demand(Marked.Stale, 15, 800, snapshot => !snapshot.IsStale && snapshot.IsResolved);
        world.Demand(Marked.NotEmpty, gone + 21, gone + 621, snapshot => snapshot is { Count: 0, LastOutcome: LookupOutcome.Empty });
        var back = gone + 621 + world.Within(30);
        world.At(back, () => world.SetPods(Pod.Many(1, from: 50)));
        world.Await(Marked.RightAfter, back, snapshot => snapshot.Count == 1);
        world.RunTo(800);
    }

    private static void PlayFirstLost(LastingWorld world, Pod[] before)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), before);
        world.Serve(world.Honest()).Fault = ServerFaults.EveryFirstLost;
        world.Start();
        var gone = 60 + world.Within(30);
        world.Await(Marked.FirstAnswer, 0, snapshot => snapshot.IsResolved);
        world.At(gone, () => world.SetPods());
        world.Await(Marked.RightAfter, gone, snapshot => snapshot is { Count: 0, LastOutcome: LookupOutcome.Empty, IsStale: false });
        world.RunTo(300);
    }

    private static void PlayHeldFailure(LastingWorld world, uint ttl)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Many(5));
        var isFailing = false;
        var upstream = new Overlaid(world.Honest(ttl: ttl), _ => isFailing ? Reply.Failure(2) : null);
        var cache = new Cache(upstream, world.Time) { KeepsFailures = TimeSpan.FromSeconds(60) };
        var keptAt = TimeSpan.Zero;
        cache.Took = (_, reply) =>
        {
            if (reply.IsFailure)
            {
                (isFailing, keptAt) = (false, world.Now);
                world.Await(Marked.RightAfter, (keptAt + TimeSpan.FromSeconds(60)).TotalSeconds, snapshot => snapshot is { IsStale: false, Count: 6 });
            }
        };
        world.Serve(cache);
        world.Start();
        world.At(60 + world.Within(30), () => isFailing = true);
        world.At(110, () => world.SetPods(Pod.Many(6)));
        world.RunTo(300);
    }
}
