using System.Globalization;
using HeadlessDiscovery.Plugs.Tests.ByHand;

namespace HeadlessDiscovery.Plugs.Tests.Rolling;

/// <summary><c>rolling</c>: measures a rolling update with and without the timing of docs/kubernetes.md, in the times of that page, for the packages and for what is written by hand.</summary>
internal static class RollingCommand
{
    public const string Word = "rolling";

    private static readonly (string Title, RolloutTiming Timing)[] Runs =
    [
        ("readiness probe and `preStop`", RolloutTiming.Page),
        ("no `preStop`", RolloutTiming.Page.Without(preStop: true, readiness: false)),
        ("no readiness probe", RolloutTiming.Page.Without(preStop: false, readiness: true)),
        ("neither", RolloutTiming.Page.Without(preStop: true, readiness: true)),
    ];

    public static async Task<int> RunAsync(bool isQuick)
    {
        if (!SystemDns.IsHere)
        {
            return (await SystemDns.RunAsync(isCaptured: false, CancellationToken.None, isQuick ? [Word, "quick"] : [Word])).Code;
        }

        var rows = new List<(string Way, List<Load> Loads)>();
        foreach (var (_, timing) in Runs)
        {
            var loads = await MeasureAsync(isQuick ? timing.Scaled() : timing);
            foreach (var (index, load) in loads.Index())
            {
                if (rows.Count == index)
                {
                    rows.Add((load.Way, []));
                }

                rows[index].Loads.Add(load);
            }
        }

        Console.WriteLine($"| failed calls | {string.Join(" | ", Runs.Select(run => run.Title))} |");
        Console.WriteLine($"|---|{string.Concat(Runs.Select(_ => "---:|"))}");
        foreach (var (way, loads) in rows)
        {
            Console.WriteLine($"| {way} | {string.Join(" | ", loads.Select(load => string.Create(CultureInfo.InvariantCulture, $"{load.Failed:N0} of {load.Sent:N0}")))} |");
        }

        Console.WriteLine();
        foreach (var (way, loads) in rows)
        {
            foreach (var (index, load) in loads.Index())
            {
                Console.WriteLine($"{way}, {Runs[index].Title}: {(load.Failed == 0 ? "none" : load.Failures)}; {load.Pods.Count()} pods answered");
            }
        }

        return 0;
    }

    private static async Task<IReadOnlyList<Load>> MeasureAsync(RolloutTiming timing)
    {
        await using var dns = await SystemDns.StartAsync(timing.Ttl, CancellationToken.None);
        var network = new PodNetwork(90);
        await using var update = new RollingUpdate(dns, network, timing);
        await update.StartAsync(CancellationToken.None);
        var ways = new List<Way>();
        foreach (var start in PackageWays.All)
        {
            ways.Add(await start(dns, network, timing.Peers, CancellationToken.None));
        }

        ways.AddRange([await HandWays.HttpAsync(network), await HandWays.GrpcAsync(network), await HandWays.YarpAsync(network)]);
        try
        {
            // Connected, and compiled, before the first replacement.
            foreach (var way in ways)
            {
                await way.SpreadAsync(50, CancellationToken.None);
            }

            return await update.RunAsync(ways, CancellationToken.None);
        }
        finally
        {
            foreach (var way in ways)
            {
                await way.DisposeAsync();
            }
        }
    }
}
