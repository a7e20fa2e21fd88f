using System.Globalization;
using System.Text.Json;

namespace HeadlessDiscovery.Simulation;

/// <summary>Prints an account: a table, or JSON. Nothing of the machine or of its clock is in it, so that one seed gives one text.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Text(Settings settings, IReadOnlyList<RunResult> results)
    {
        var first = results[0];
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine($"scenario {settings.Scenario.Name} ({settings.Scenario.Summary})");
        text.WriteLine($"seed {settings.Seed}, {first.Sizes.Sum()} pods of {first.Sizes.Count} services ({first.Sizes.Min()} to {first.Sizes.Max()} pods), {settings.Hours} h, {first.Account.PodSeconds / 86400 / 365:0.000} pod-years");
        text.WriteLine();
        text.WriteLine("| policy | lost, s a pod-day | lost, times a pod-day | longest lost, s | dead listed p50 / p99 / max, s | added after p50 / p99 / max, s | all agree after p50 / p99 / max, s | alone at start: first list / after a minute | ready without a majority | queries a pod-day | warnings a pod-day |");
        text.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var result in results)
        {
            var account = result.Account;
            var days = account.PodSeconds / 86400;
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {result.Policy.Name} | {account.LostSeconds / days:0.00} | {account.LostEpisodes / days:0.000} | {account.LongestLost.TotalSeconds:0.0} | {account.Removals.Percentile(0.5):0.0} / {account.Removals.Percentile(0.99):0.0} / {account.Removals.Longest.TotalSeconds:0.0} | {account.Additions.Percentile(0.5):0.0} / {account.Additions.Percentile(0.99):0.0} / {account.Additions.Longest.TotalSeconds:0.0} | {account.Agreements.Percentile(0.5):0.0} / {account.Agreements.Percentile(0.99):0.0} / {account.Agreements.Longest.TotalSeconds:0.0} | {account.AloneAtStart} / {account.WrongAlone} | {account.WrongReady} | {account.Queries / days:0} | {account.Warnings / days:0.00} |"));
        }

        text.WriteLine();
        text.WriteLine("| policy | replica | queries a second, mean | p99.9 of 100 ms, as a rate | busiest 100 ms, as a rate | busiest second |");
        text.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var result in results)
        {
            for (var replica = 0; replica < result.Queries.Replicas; replica++)
            {
                var rate = result.Queries.RateOf(replica);
                text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {result.Policy.Name} | {replica} | {rate.Mean:0.0} | {rate.P999OfTenths} | {rate.BusiestTenth} | {rate.BusiestSecond} |"));
            }
        }

        text.WriteLine();
        text.WriteLine("| policy | outages of all of DNS | queries a pod in the minute after | in a minute on average | busiest second after one, queries a pod |");
        text.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var result in results)
        {
            var after = result.Account.AfterOutages;
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {result.Policy.Name} | {after.Outages} | {after.PerPod:0.00} | {result.Account.Queries * 60 / result.Account.PodSeconds:0.00} | {after.BusiestSecond:0.00} |"));
        }

        foreach (var failure in results.Select(result => result.Failure).OfType<Invariants.Failure>())
        {
            text.WriteLine();
            text.WriteLine($"BROKEN in service {failure.Service} of seed {failure.Seed} ({failure.Size} pods): {failure.What}");
            text.WriteLine($"The shortest history found that still shows it, {failure.History.Count} of {failure.Of} events:");
            foreach (var happening in failure.History)
            {
                text.WriteLine($"  {happening}");
            }
        }

        return text.ToString();
    }

    public static string AsJson(Settings settings, IReadOnlyList<RunResult> results) => JsonSerializer.Serialize(
        new
        {
            Scenario = settings.Scenario.Name,
            settings.Seed,
            settings.Hours,
            Services = results[0].Sizes,
            Policies = results.Select(result => new
            {
                result.Policy.Name,
                PodYears = result.Account.PodSeconds / 86400 / 365,
                Lost = new { Seconds = result.Account.LostSeconds, Episodes = result.Account.LostEpisodes, AgainstMostReplicas = result.Account.LostAgainstMost, LongestSeconds = result.Account.LongestLost.TotalSeconds },
                Dead = Times(result.Account.Removals, result.Account.DeadSeconds),
                Added = Times(result.Account.Additions, result.Account.LateSeconds),
                Agreed = Times(result.Account.Agreements, null),
                result.Account.AloneAtStart,
                result.Account.WrongAlone,
                result.Account.WrongReady,
                result.Account.Queries,
                result.Account.Warnings,
                AfterOutages = new { result.Account.AfterOutages.Outages, QueriesAPod = result.Account.AfterOutages.PerPod, BusiestSecondAPod = result.Account.AfterOutages.BusiestSecond },
                Replicas = Enumerable.Range(0, result.Queries.Replicas).Select(result.Queries.RateOf),
                Broken = result.Failure is { } failure ? new { failure.Seed, failure.Service, failure.What, History = failure.History.Select(happening => happening.ToString()) } : null,
            }),
        },
        Json) + "\n";

    private static object Times(Counting.Times times, double? peerSeconds) => new
    {
        times.Count,
        times.MeanSeconds,
        P50 = times.Percentile(0.5),
        P90 = times.Percentile(0.9),
        P99 = times.Percentile(0.99),
        Max = times.Longest.TotalSeconds,
        PeerSeconds = peerSeconds,
    };
}
