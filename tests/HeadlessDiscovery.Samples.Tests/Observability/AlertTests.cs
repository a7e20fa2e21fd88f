using System.Diagnostics;

namespace HeadlessDiscovery.Samples.Tests.Observability;

/// <summary>The alerts in the eyes of Prometheus itself.</summary>
public sealed class AlertTests
{
    [Fact]
    public Task The_rules_are_valid() => PromtoolAsync("check", "rules", "rules.yaml");

    [Fact]
    public Task Each_alert_fires_on_the_series_that_it_is_for_and_stays_silent_beside_it() => PromtoolAsync("test", "rules", "rules.test.yaml");

    [Fact]
    public void Each_alert_has_a_series_on_which_it_fires_and_a_time_when_it_is_silent()
    {
        var cases = Repository.Read("docs/prometheus/rules.test.yaml").Split("alertname: ")[1..];
        foreach (var alert in Repository.Read("docs/prometheus/rules.yaml").Split("- alert: ")[1..].Select(rule => rule.Split('\n')[0]))
        {
            Assert.Contains(cases, test => test.StartsWith(alert, StringComparison.Ordinal) && test.Contains("exp_alerts: []", StringComparison.Ordinal));
            Assert.Contains(cases, test => test.StartsWith(alert, StringComparison.Ordinal) && test.Contains("exp_labels:", StringComparison.Ordinal));
        }
    }

    private static async Task PromtoolAsync(params string[] arguments)
    {
        Prerequisite.RequireProgram("promtool", "prometheus");

        using var safety = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        safety.CancelAfter(TimeSpan.FromSeconds(60));
        using var promtool = Process.Start(new ProcessStartInfo("promtool", arguments)
        {
            WorkingDirectory = Path.Combine(Repository.Root, "docs", "prometheus"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = promtool.StandardOutput.ReadToEndAsync(safety.Token);
            var error = promtool.StandardError.ReadToEndAsync(safety.Token);
            await promtool.WaitForExitAsync(safety.Token);
            Assert.True(promtool.ExitCode == 0, await output + await error);
        }
        finally
        {
            if (!promtool.HasExited)
            {
                promtool.Kill();
            }
        }
    }
}
