using System.Diagnostics;

namespace HeadlessDiscovery.Simulation.Tests;

public sealed class DeterminismTests
{
    private static readonly string[] Arguments = ["--pods", "60", "--hours", "4", "--seed", "7", "--scenario", "rough", "--policy", "ours,on-failure", "-o", "json"];

    // Strings hash otherwise in each process.
    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_on_one_thread_and_on_many_and_in_another_process()
    {
        var one = Played("1");
        Assert.Contains("\"podYears\"", one, StringComparison.Ordinal);
        Assert.Equal(one, Played("3"));
        Assert.Equal(one, await PlayedByProcessAsync());
    }

    [Fact]
    public void Another_seed_gives_another_history()
    {
        var settings = Settings.Parse(Arguments);
        Assert.NotEqual(Report.Text(settings, Results(settings)), Report.Text(settings, Results(settings with { Seed = 8 })));
    }

    private static string Played(string threads)
    {
        var settings = Settings.Parse([.. Arguments, "--threads", threads]);
        return Report.AsJson(settings, Results(settings));
    }

    private static RunResult[] Results(Settings settings) => [.. settings.Policies.Select(policy => new Run(settings, policy).Play())];

    private static async Task<string> PlayedByProcessAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Run).Assembly.Location);
        foreach (var argument in Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var net = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var process = Process.Start(start)!;
        var complaint = process.StandardError.ReadToEndAsync(net.Token);
        var output = await process.StandardOutput.ReadToEndAsync(net.Token);
        await process.WaitForExitAsync(net.Token);
        Assert.True(process.ExitCode == 0, await complaint);
        return output;
    }
}
