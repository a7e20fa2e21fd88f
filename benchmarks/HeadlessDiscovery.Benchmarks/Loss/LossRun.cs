using System.Diagnostics;
using System.Globalization;

namespace HeadlessDiscovery.Benchmarks.Loss;

/// <summary>How long single resolves take, and how many queries, where datagrams are lost or a server is slow: real sockets, losses from a seed.</summary>
internal static class LossRun
{
    /// <summary>How many by default.</summary>
    public const int Resolves = 1_000;

    // After so many a server's time is known.
    private const int First = 10;

    public static async Task RunAsync(int resolves)
    {
        // The first one compiles the code.
        await MeasureAsync(servers: 1, percent: 0, TimeSpan.Zero, resolves: 0);
        Console.WriteLine("| servers | datagrams lost | reply after | failed | p50 | p99 | queries a resolve |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var percent in (int[])[5, 20])
        {
            foreach (var servers in (int[])[1, 2])
            {
                await MeasureAsync(servers, percent, TimeSpan.Zero, resolves);
            }
        }

        foreach (var milliseconds in (int[])[350, 900])
        {
            await MeasureAsync(servers: 1, percent: 0, TimeSpan.FromMilliseconds(milliseconds), resolves);
        }
    }

    private static async Task MeasureAsync(int servers, int percent, TimeSpan delay, int resolves)
    {
        var losses = new Losses(percent);
        LossyServer[] lossy = [.. Enumerable.Range(0, servers).Select(_ => new LossyServer(losses.Next, delay))];
        var resolvConf = Path.GetTempFileName();
        await File.WriteAllTextAsync(resolvConf, "search bench.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n");
        await using var resolver = new PeerResolver("same-3", options =>
        {
            foreach (var server in lossy)
            {
                options.NameServers.Add(server.Address);
            }

            options.ResolvConfPath = resolvConf;
            options.SelfAddresses.Add("10.244.200.1");
            options.MinRefreshInterval = TimeSpan.FromMilliseconds(10);
        });
        await resolver.GetPeersAsync();
        var times = new List<double>();
        var (failed, before) = (0, 0);
        var rounds = First + resolves;
        for (var i = 0; i < rounds; i++)
        {
            before = i == First ? lossy.Sum(static server => server.Queries) : before;
            var clock = Stopwatch.StartNew();
            var wentWrong = false;
            try
            {
                await resolver.RefreshAsync();
            }
            catch (PeerResolutionException)
            {
                wentWrong = true;
            }

            if (i >= First)
            {
                times.Add(clock.Elapsed.TotalMilliseconds);
                failed += wentWrong ? 1 : 0;
            }
        }

        var queries = lossy.Sum(static server => server.Queries) - before;
        foreach (var server in lossy)
        {
            server.Dispose();
        }

        File.Delete(resolvConf);
        if (resolves > 0)
        {
            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {servers} | {percent} % | {delay.TotalMilliseconds:0} ms | {failed} | {At(times, 0.5):0} ms | {At(times, 0.99):0} ms | {(double)queries / resolves:0.00} |"));
        }
    }

    private static double At(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];

    /// <summary>Of each hundred datagrams so many are lost, in a random order: a thousand draws would differ by a quarter between seeds.</summary>
    private sealed class Losses(int percent)
    {
        private readonly Random random = new(7);
        private readonly bool[] hundred = [.. Enumerable.Range(0, 100).Select(i => i < percent)];
        private int drawn;

        public bool Next()
        {
            lock (random)
            {
                if (drawn % hundred.Length == 0)
                {
                    random.Shuffle(hundred);
                }

                return hundred[drawn++ % hundred.Length];
            }
        }
    }
}
