using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Cases;

/// <summary>A cache between the resolver and the cluster's DNS.</summary>
internal static class Caches
{
    public const string CountsDown = "a cache counts a TTL of 30 s down";
    public const string Docker = "127.0.0.11 has a TTL that never counts down";
    private const string Bare = "web.";

    public static IReadOnlyList<LastingCase> All { get; } =
    [
        new(CountsDown, "that others ask too", world => PlaySingles(world, isBusy: true, Pod.Many)) { Runs = 3 },
        new(CountsDown, "that nobody else asks", world => PlaySingles(world, isBusy: false, Pod.Many)) { Runs = 3 },
        new(CountsDown, "of IPv6 addresses", world => PlaySingles(world, isBusy: true, Pod.V6Many)) { Runs = 3 },
        new(CountsDown, "of pods with host names", world => PlaySingles(world, isBusy: true, Pod.Named)) { Runs = 3 },
        new(Docker, "600 s", PlayDocker) { Runs = 2 },
    ];

    private static void PlaySingles(LastingWorld world, bool isBusy, Func<int, int, Pod[]> make)
    {
        var pods = make(10, 1).ToList();
        world.SetPodsBefore(TimeSpan.FromMinutes(5), [.. pods]);
        var cache = new Cache(world.Honest(ttl: 30), world.Time) { IsBusy = isBusy };
        world.Serve(cache);
        world.Start(options => options.Family = pods[0].V4 is null ? PeerFamily.IPv6 : PeerFamily.IPv4);

        // When the cache's own copy of the set first showed a change; what is late beyond that is the resolver's.
        var shown = new Dictionary<(IPAddress Address, bool IsAddition), TimeSpan>();
        var beyond = new Dictionary<(IPAddress Address, bool IsAddition), double>();
        var open = new List<(IPAddress Address, bool IsAddition)>();
        cache.Took = (question, reply) =>
        {
            if (Names.KindOf(question.Name, question.Type) == QueryKind.Set)
            {
                var listed = reply.Answers.Select(record => record.Address).ToHashSet();
                foreach (var change in open.Where(change => listed.Contains(change.Address) == change.IsAddition))
                {
                    shown.TryAdd(change, world.Now);
                }
            }
        };
        world.Moved = (address, isAddition) =>
        {
            var change = (address, isAddition);
            if (open.Contains(change))
            {
                beyond[change] = shown.TryGetValue(change, out var at) ? (world.Now - at).TotalSeconds : 0;
            }
        };
        for (var i = 0; i < 60; i++)
        {
            var number = 100 + i;
            world.At(60 + (90 * i) + world.Within(45), () =>
            {
                var isAddition = number % 2 == 1;
                var pod = isAddition ? make(1, number)[0] : pods[world.Random.Next(pods.Count)];
                if (isAddition)
                {
                    pods.Add(pod);
                }
                else
                {
                    pods.Remove(pod);
                }

                open.Add((pod.Addresses.First(), isAddition));
                world.SetPods([.. pods]);
            });
        }

        world.RunTo(60 + (90 * 60) + 120);
        double[] Late(bool isAddition) => [.. open.Where(change => change.IsAddition == isAddition).Select(change => beyond.TryGetValue(change, out var seconds) ? seconds : 999).Order()];

        // The first removal may have to teach which host names there are.
        double[] removals = pods[0].HostName is null ? Late(isAddition: false) : [.. Late(isAddition: false)[..^1]];
        world.Mark(Marked.MedianBeyondLag, removals[removals.Length / 2]);
        world.Mark(Marked.MostBeyondLag, removals[^1]);
        world.Mark(Marked.LateAdditions, Late(isAddition: true)[^1]);
    }

    private static void PlayDocker(LastingWorld world)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Many(3));
        world.Search = string.Empty;
        world.ResolverOptions = "ndots:0";
        world.Serve(
            new Replica(() => world.Truth.Now)
            {
                HasOwnNames = false,
                Elsewhere = question => question is { Name: Bare, Type: DnsRecordType.A }
                    ? Reply.Of(Bare, world.Truth.Now.Pods.Select(pod => pod.V4!), ttl: 600) with { IsAuthoritative = false, IsRecursionAvailable = true, IsShuffled = true }
                    : null,
            },
            "127.0.0.11");
        world.Start();
        var came = 300 + world.Within(30);
        world.At(came, () => world.SetPods(Pod.Many(4)));
        world.Await(Marked.RightAfter, came, snapshot => snapshot.Count == 4);
        world.RunTo(600);
        var asked = world.Queries.Where(query => query.At >= TimeSpan.FromMinutes(1) && query.Question.Type == DnsRecordType.A).Select(query => query.At.TotalSeconds).ToArray();
        world.Mark(Marked.LongestGap, asked.Append(600).Zip(asked.Prepend(60), (later, before) => later - before).Max());
    }
}
