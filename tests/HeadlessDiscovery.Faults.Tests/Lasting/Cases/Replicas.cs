using System.Globalization;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Cases;

/// <summary>Replicas that do not agree.</summary>
internal static class Replicas
{
    public const string FillsUp = "a replica fills up";
    public const string Frozen = "one replica stands still for an hour";
    public const string Late = "two replicas are late, and a pod is replaced each 5 s";

    private static readonly int[] Sizes = [20, 40, 49, 50, 80, 100];

    public static IReadOnlyList<LastingCase> All { get; } =
    [
        new(FillsUp, "a size each second", world => PlayFillingUp(world, byAnswer: false)) { Runs = 20 },
        new(FillsUp, "a size each answer", world => PlayFillingUp(world, byAnswer: true)) { Runs = 20 },
        .. from ownNames in (bool[])[true, false]
           let suffix = ownNames ? "own names answered" : "no own names"
           from one in (LastingCase[])
           [
               new(Frozen, $"of two by chance, {suffix}", world => PlayFrozen(world, healthy: 1, alternates: false, ownNames)),
               new(Frozen, $"of two in turn, {suffix}", world => PlayFrozen(world, healthy: 1, alternates: true, ownNames)),
               new(Frozen, $"of three by chance, {suffix}", world => PlayFrozen(world, healthy: 2, alternates: false, ownNames)),
               new(Frozen, $"rotate over two servers, {suffix}", world => PlayRotate(world, ownNames)),
           ]
           select one with { Runs = 3 },
        .. from ownNames in (bool[])[true, false]
           let suffix = ownNames ? "own names answered" : "no own names"
           from one in (LastingCase[])
           [
               new(Late, $"asked directly, {suffix}", world => PlayLate(world, ownNames)),
               new(Late, $"each with copies that keep their TTL, {suffix}", world => PlayLate(world, ownNames, copiesOfEach: true)),
               new(Late, $"behind one cache whose copies keep their TTL, {suffix}", world => PlayLate(world, ownNames, copiesOfBoth: true)),
           ]
           select one with { Runs = 10 },
    ];

    private static void PlayFillingUp(LastingWorld world, bool byAnswer)
    {
        var pods = Pod.Many(100);
        var sizes = Sizes.Select(size => new PodSet(pods[..size])).ToArray();
        world.SetPodsBefore(TimeSpan.FromMinutes(5), pods);
        var struck = 60 + world.Within(6);
        var answered = 0;
        world.Serve(new Replica(() =>
        {
            var passed = world.Now.TotalSeconds - struck;
            return passed < 0 ? world.Truth.Now : sizes[Math.Min(byAnswer ? answered / 2 : (int)passed, sizes.Length - 1)];
        })
        { HasOwnNames = false, HasServices = false });

        // Two messages an answer: it does not fit into a datagram. The way over TCP may be the first one tried.
        world.Asked = query => answered += world.Now.TotalSeconds >= struck && query.Kind == QueryKind.Set ? 2 : 0;
        world.Start();
        world.RunTo(180);
    }

    private static Pod[] Known(int last) => [.. Pod.Many(2), .. Pod.Many(1, from: last)];

    private static void PlayFrozen(LastingWorld world, int healthy, bool alternates, bool ownNames)
    {
        BeginFrozen(world);
        var replicas = Enumerable.Range(0, healthy).Select(_ => world.Honest()).Append(world.Frozen(TimeSpan.FromMinutes(-6))).ToArray();
        foreach (var replica in replicas)
        {
            (replica.HasOwnNames, replica.HasServices) = (ownNames, ownNames);
        }

        world.Serve(new Balanced([.. replicas]) { Alternates = alternates });
        EndFrozen(world);
    }

    private static void PlayRotate(LastingWorld world, bool ownNames)
    {
        BeginFrozen(world);
        world.ResolverOptions = "ndots:5 rotate";
        foreach (var replica in (Replica[])[world.Honest(), world.Frozen(TimeSpan.FromMinutes(-6))])
        {
            (replica.HasOwnNames, replica.HasServices) = (ownNames, ownNames);
            world.Serve(replica);
        }

        EndFrozen(world);
    }

    private static void BeginFrozen(LastingWorld world)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(10), Known(9));
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Known(3));
    }

    private static void EndFrozen(LastingWorld world)
    {
        world.Start();
        world.RunTo(3600);
        world.Mark(Marked.QueriesPerTtl, world.Queries.Count(query => query.At >= TimeSpan.FromMinutes(10)) / (50 * 60 / 5.0));
    }

    private static void PlayLate(LastingWorld world, bool ownNames, bool copiesOfEach = false, bool copiesOfBoth = false)
    {
        var pods = new Queue<Pod>(Pod.Many(10));
        world.SetPodsBefore(TimeSpan.FromMinutes(5), [.. pods]);
        var replicas = new[] { world.Honest(TimeSpan.FromSeconds(5)), world.Honest(TimeSpan.FromSeconds(10)) };
        foreach (var replica in replicas)
        {
            (replica.HasOwnNames, replica.HasServices) = (ownNames, ownNames);
        }

        ISource Copies(ISource of, bool areKept) => areKept ? new Cache(of, world.Time, CacheMode.KeepsTtl) : of;
        world.Serve(Copies(new Balanced([.. replicas.Select(replica => Copies(replica, copiesOfEach))]), copiesOfBoth));
        world.Start();
        var from = 60 + world.Within(5);
        for (var i = 0; i < 60; i++)
        {
            var number = 100 + i;
            world.At(from + (5 * i), () =>
            {
                pods.Dequeue();
                pods.Enqueue(Pod.Many(1, number)[0]);
                world.SetPods([.. pods]);
            });
        }

        world.RunTo(from + 300 + 120);
    }
}
