using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using HeadlessDiscovery.Benchmarks.Loss;
using HeadlessDiscovery.Benchmarks.Scale;
using HeadlessDiscovery.Benchmarks.Serving;
using HeadlessDiscovery.Benchmarks.Starting;

if (args is ["serve"])
{
    await AnswerServer.RunAsync();
    return 0;
}

if (args is ["start", ..])
{
    return StartComparison.Run(args.AsSpan(1));
}

if (args is ["loss", .. var resolves])
{
    await LossRun.RunAsync(resolves is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : LossRun.Resolves);
    return 0;
}

if (args is ["scale", .. var counts])
{
    var usesKnot = counts.Contains("--knot");
    using var knot = usesKnot ? await KnotServer.StartAsync() : null;
    using var answers = usesKnot ? null : ServerProcess.Start();
    var watched = Array.IndexOf(counts, "--seconds") is var at and >= 0 ? TimeSpan.FromSeconds(int.Parse(counts[at + 1], CultureInfo.InvariantCulture)) : ScaleRun.Watched;
    foreach (var count in counts.TakeWhile(static count => !count.StartsWith("--", StringComparison.Ordinal)))
    {
        await new ScaleRun(knot).RunAsync(int.Parse(count, CultureInfo.InvariantCulture), watched);
    }

    return 0;
}

using var server = ServerProcess.Start();

// Enough for a steady mean, and few enough that the whole table takes minutes.
var job = Job.Default.WithWarmupCount(6).WithIterationCount(12);
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .HideColumns(Column.Error, Column.StdDev, Column.Gen0, Column.Gen1, Column.Gen2, Column.AllocRatio, Column.RatioSD, Column.Ratio)
    .AddColumn(StatisticColumn.Median)
    .WithOptions(ConfigOptions.JoinSummary | ConfigOptions.DisableLogFile);

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"], config);
return 0;
