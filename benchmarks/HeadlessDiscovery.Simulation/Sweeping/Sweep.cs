using System.Globalization;
using System.Text.Json;

namespace HeadlessDiscovery.Simulation.Sweeping;

/// <summary>All options in all clusters: what is lost, and how late it is.</summary>
internal static class Sweep
{
    public static IReadOnlyList<SweptPoint> Run(Settings settings, Action<string> tell)
    {
        var pairs = (from cluster in SweptCluster.All from options in SweptOptions.All select (cluster, options)).ToArray();
        var points = new SweptPoint[pairs.Length];
        var done = 0;
        Parallel.For(0, pairs.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, i =>
        {
            var (cluster, options) = pairs[i];
            var account = new Run(settings with { Scenario = cluster.ToScenario(), Threads = 1 }, options.ToPolicy()).Play().Account;
            var days = account.PodSeconds / 86400;
            points[i] = new SweptPoint(
                cluster,
                options,
                account.LostSeconds / days,
                account.LostEpisodes / days,
                account.DeadSeconds / days,
                account.Removals.Percentile(0.5),
                account.Removals.Percentile(0.99),
                account.Additions.Percentile(0.99),
                account.Queries / days);
            tell($"\r{Interlocked.Increment(ref done)} of {pairs.Length} ");
        });
        return points;
    }

    public static string Text(IReadOnlyList<SweptPoint> points)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var cluster in SweptCluster.All)
        {
            text.WriteLine();
            text.WriteLine($"{cluster}:");
            text.WriteLine();
            text.WriteLine("| confirmations | hold, s | spacing, s | lost, s a pod-day | lost, times a pod-day | dead listed, s a pod-day | p50 / p99, s | queries a pod-day | frontier |");
            text.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---|");
            foreach (var point in points.Where(point => point.Cluster == cluster))
            {
                var frontier = (point.IsOnFrontier(points) ? "yes" : string.Empty) + (point.Options == SweptOptions.Defaults ? " (defaults)" : string.Empty);
                text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {point.Options.Confirmations} | {point.Options.HoldSeconds} | {point.Options.SpacingSeconds} | {point.LostSecondsADay:0.00} | {point.LostADay:0.000} | {point.DeadSecondsADay:0} | {point.DeadP50:0.0} / {point.DeadP99:0.0} | {point.QueriesADay:0} | {frontier.Trim()} |"));
            }
        }

        return text.ToString();
    }

    public static string AsJson(IReadOnlyList<SweptPoint> points) => JsonSerializer.Serialize(points, JsonSerializerOptions.Web);

    public static IReadOnlyList<SweptPoint> FromJson(string json) => JsonSerializer.Deserialize<SweptPoint[]>(json, JsonSerializerOptions.Web)!;
}
