using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Cases;

/// <summary>Peers that the application reports as unreachable.</summary>
internal static class Reports
{
    public const string Dead = "a pod dies and is reported 2 s after a fresh set was cached";
    public const string Alive = "a pod is reported that lives";
    public const string Forty = "40 pods are reported at once";
    public const string OneByOne = "40 pods are reported one after another, without own names";
    public const string DuringLookup = "a pod is reported during a lookup, without own names";

    public static IReadOnlyList<LastingCase> All { get; } =
    [
        new(Dead, "of ten", world => PlayDead(world, Pod.Many)) { Runs = 10 },
        new(Dead, "of ten with IPv6 addresses", world => PlayDead(world, Pod.V6Many)),
        new(Dead, "of ten with host names", world => PlayDead(world, Pod.Named)),
        new(Alive, "of ten", PlayAlive),
        new(Forty, "that live", world => PlayForty(world, die: false)) { Runs = 3 },
        new(Forty, "that died", world => PlayForty(world, die: true)) { Runs = 3 },
        new(OneByOne, "in a minute", PlayOneByOne),
        new(DuringLookup, "200 ms long", PlayDuringLookup),
    ];

    private static Cache Before(LastingWorld world, Pod[] pods)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), pods);
        var cache = new Cache(world.Honest(ttl: 30), world.Time) { IsBusy = true };
        world.Serve(cache);
        world.Start(options => options.Family = pods[0].V4 is null ? PeerFamily.IPv6 : PeerFamily.IPv4);
        return cache;
    }

    // Once, at the first fresh copy of the set after a while.
    private static void AtFreshSet(LastingWorld world, Cache cache, Action<double> then)
    {
        var from = 150 + world.Within(60);
        var isDone = false;
        cache.Took = (question, _) =>
        {
            if (!isDone && world.Now.TotalSeconds >= from && Names.KindOf(question.Name, question.Type) == QueryKind.Set)
            {
                isDone = true;
                then(world.Now.TotalSeconds);
            }
        };
    }

    private static void PlayDead(LastingWorld world, Func<int, int, Pod[]> make)
    {
        var pods = make(10, 1);
        var cache = Before(world, [.. pods, .. make(1, 11)]);

        // A pod left before: which host names there are may have to be learned by its removal.
        world.At(20, () => world.SetPods(pods));
        AtFreshSet(world, cache, fresh =>
        {
            var dead = pods[3];
            world.At(fresh + 1.5, () => world.SetPods([.. pods.Where(pod => pod != dead)]));
            world.At(fresh + 2, () => world.Report(dead));
            world.Await(Marked.RightAfter, fresh + 2, snapshot => !snapshot.Contains(new Peer(dead.Addresses.First())));
            world.Demand(Marked.Broken, fresh + 5, fresh + 100, snapshot => !snapshot.Contains(new Peer(dead.Addresses.First())));
        });
        world.RunTo(370);
    }

    private static void PlayAlive(LastingWorld world)
    {
        var cache = Before(world, Pod.Many(10));
        AtFreshSet(world, cache, fresh => world.At(fresh + 2, () => world.Report(Pod.Many(1, from: 4)[0])));
        world.RunTo(370);
    }

    private static void PlayForty(LastingWorld world, bool die)
    {
        var cache = Before(world, Pod.Many(100));
        AtFreshSet(world, cache, fresh =>
        {
            var reported = Pod.Many(40);
            if (die)
            {
                world.At(fresh + 1.5, () => world.SetPods(Pod.Many(60, from: 41)));
            }

            world.At(fresh + 2, () =>
            {
                foreach (var pod in reported)
                {
                    world.Report(pod);
                }
            });
            world.Await(Marked.RightAfter, fresh + 2, snapshot => snapshot.Count == world.Truth.Now.Pods.Count);
            world.At(fresh + 62, () => world.Mark(Marked.QueriesInMinute, world.Queries.Count(query => query.At.TotalSeconds >= fresh + 2)));
        });
        world.RunTo(450);
    }

    private static void PlayOneByOne(LastingWorld world)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Many(60));
        var replica = world.Honest(ttl: 30);
        (replica.HasOwnNames, replica.HasServices) = (false, false);
        world.Serve(replica);
        world.Start();
        var from = 100 + world.Within(30);
        foreach (var (pod, i) in Pod.Many(40).Select((pod, i) => (pod, i)))
        {
            world.At(from + (1.5 * i), () => world.Report(pod));
        }

        world.At(from + 60, () => world.Mark(Marked.Lookups, world.Queries.Count(query => query.Kind == QueryKind.Set && query.At.TotalSeconds >= from)));
        world.RunTo(300);
    }

    private static void PlayDuringLookup(LastingWorld world)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Many(10));
        var replica = world.Honest(ttl: 30);
        (replica.HasOwnNames, replica.HasServices) = (false, false);
        world.Serve(replica).Fault = ServerFaults.Delay(TimeSpan.FromMilliseconds(200));
        world.Start();
        double? during = null;
        world.Asked = query =>
        {
            if (query.Kind != QueryKind.Set)
            {
                return;
            }

            if (during is null && world.Now.TotalSeconds > 100)
            {
                during = world.Now.TotalSeconds;
                world.At(during.Value + 0.1, () => world.Report(Pod.Many(1, from: 4)[0]));
            }
            else if (during is { } before)
            {
                world.Marks.TryAdd(Marked.NextLookup, world.Now.TotalSeconds - before - 0.2);
            }
        };
        world.RunTo(200);
    }
}
