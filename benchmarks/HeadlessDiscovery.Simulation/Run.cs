using HeadlessDiscovery.Simulation.Clients;
using HeadlessDiscovery.Simulation.Counting;
using HeadlessDiscovery.Simulation.Fates;
using HeadlessDiscovery.Simulation.Invariants;
using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation;

/// <summary>One cluster under one policy. Its services share nothing but the replicas' queries, so each runs by itself, on any thread.</summary>
internal sealed class Run(Settings settings, Policy policy, Progress? progress = null)
{
    public RunResult Play()
    {
        var sizes = SizesOf(settings);
        var accounts = new Account[sizes.Count];
        var failures = new Failure?[sizes.Count];
        var next = -1;
        var workers = Enumerable.Range(0, Math.Clamp(settings.Threads, 1, sizes.Count)).Select(_ => new Worker(settings)).ToArray();
        var threads = workers.Select(worker => new Thread(() =>
        {
            for (var i = Interlocked.Increment(ref next); i < sizes.Count; i = Interlocked.Increment(ref next))
            {
                (accounts[i], failures[i]) = worker.Play(i, sizes[i], policy, progress);
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        // In the order of the services, for sums of fractions depend on it.
        var account = new Account();
        Array.ForEach(accounts, account.Add);
        var queries = new QueryCounts(settings.Scenario.Replicas, settings.Length);
        Array.ForEach(workers, worker => queries.Add(worker.Queries));
        return new RunResult(policy, sizes, account, queries, failures.OfType<Failure>().FirstOrDefault());
    }

    /// <summary>The sizes of the services: 3 to 100, evenly on a logarithmic scale, or one size for all.</summary>
    public static IReadOnlyList<int> SizesOf(Settings settings)
    {
        var random = new Random(settings.Seed);
        var sizes = new List<int>();
        for (var left = settings.Pods; left > 0;)
        {
            var size = settings.ServiceSize ?? (int)Math.Round(3 * Math.Pow(100.0 / 3, random.NextDouble()));
            sizes.Add(left - size < 3 ? left : size);
            left -= sizes[^1];
        }

        return sizes;
    }

    public static int SeedOf(Settings settings, int service) => unchecked((settings.Seed * 7919) + service);

    private sealed class Worker(Settings settings)
    {
        public QueryCounts Queries { get; } = new(settings.Scenario.Replicas, settings.Length);

        public (Account Account, Failure? Failure) Play(int service, int size, Policy policy, Progress? progress)
        {
            var seed = SeedOf(settings, service);
            var fate = Fate.Of(settings.Scenario, size, seed, settings.Length);
            var world = new ServiceWorld(settings.Scenario, policy, fate, seed, Queries, settings.Tells ? Console.Error.WriteLine : null);
            try
            {
                return (world.Run(fate.Happenings, settings.Length, minutes => progress?.Add(size * (double)minutes)), null);
            }
            catch (BrokenInvariantException broken)
            {
                return (world.Account, Shrinking.Shrink(settings, policy, fate, seed, service, broken));
            }
        }
    }
}
