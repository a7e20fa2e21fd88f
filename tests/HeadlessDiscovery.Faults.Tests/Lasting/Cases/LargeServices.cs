using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Cases;

/// <summary>Services whose addresses do not fit into 64 KiB: each answer is another part of them.</summary>
internal static class LargeServices
{
    public const string WithOwnNames = "20 pods are replaced each 30 s, own names answered";
    public const string WithoutOwnNames = "20 pods are replaced each 30 s, no own names";
    private const double End = 3600;
    private const double Slack = 180;

    public static IReadOnlyList<LastingCase> All { get; } =
    [
        .. from pods in (int[])[5_000, 10_000]
           from ownNames in (bool[])[true, false]
           select new LastingCase(ownNames ? WithOwnNames : WithoutOwnNames, $"of {pods}", world => Play(world, pods, ownNames)) { Runs = 1 },
    ];

    private static void Play(LastingWorld world, int count, bool ownNames)
    {
        var pods = Pod.Many(count);
        world.SetPodsBefore(TimeSpan.FromMinutes(5), pods);
        var replica = world.Honest();
        (replica.HasOwnNames, replica.HasServices) = (ownNames, ownNames);
        world.Serve(replica);
        world.Start();
        for (var i = 0; i < End / 30; i++)
        {
            var number = count + 1 + (20 * i);
            world.At(15 + (30 * i), () =>
            {
                pods = [.. pods];
                world.Random.Shuffle(pods);
                pods = [.. pods[20..], .. Pod.Many(20, number)];
                world.SetPods(pods);
            });
        }

        world.Mark(Marked.Missing, 0);
        world.Mark(Marked.Overdue, 0);
        for (var at = 600.0; at <= End; at += 10)
        {
            world.At(at, () =>
            {
                var listed = world.Resolver.Current.Select(peer => peer.Address).ToHashSet();
                var before = world.Truth.At(world.Now - TimeSpan.FromSeconds(Slack));
                var missing = pods.Count(pod => before.Addresses.Contains(pod.V4!) && !listed.Contains(pod.V4!));
                var now = world.Truth.Now.Addresses;
                var recent = Recent(world);
                var overdue = listed.Count(address => !now.Contains(address) && !recent.Contains(address));
                world.Mark(Marked.Missing, Math.Max(missing, world.Marks[Marked.Missing]));
                world.Mark(Marked.Overdue, Math.Max(overdue, world.Marks[Marked.Overdue]));
            });
        }

        world.RunTo(End);
        world.Mark(Marked.Ratio, world.Resolver.Current.Count / (double)count);
        world.Mark(Marked.MostBeside, MostBeside(world.Queries));
    }

    // Whoever lived at some time of the last minutes.
    private static HashSet<System.Net.IPAddress> Recent(LastingWorld world)
    {
        var recent = new HashSet<System.Net.IPAddress>();
        for (var ago = 0.0; ago <= Slack; ago += 30)
        {
            recent.UnionWith(world.Truth.At(world.Now - TimeSpan.FromSeconds(ago)).Addresses);
        }

        return recent;
    }

    private static int MostBeside(IReadOnlyList<Query> queries)
    {
        var (most, beside) = (0, 0);
        foreach (var query in queries)
        {
            beside = query.Kind == QueryKind.Set ? 0 : beside + 1;
            most = Math.Max(most, beside);
        }

        return most;
    }
}
