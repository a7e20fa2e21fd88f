using System.Text.RegularExpressions;

namespace HeadlessDiscovery.Samples.Tests;

/// <summary>The tables of log events and metrics are those of the code.</summary>
public sealed partial class TelemetryTableTests
{
    private const string Page = "docs/configuration.md";

    [Fact]
    public void Every_log_event_is_in_the_table_with_its_level() =>
        Assert.Equal(
            Messages().Matches(Repository.Read("src/HeadlessDiscovery/Telemetry/ResolverLog.cs")).Select(found => $"{found.Groups[1]} {found.Groups[2]}").Concat(Findings()),
            EventRows().Matches(Repository.Read(Page)).Select(row => $"{row.Groups[1]} {row.Groups[2]}"));

    [Theory]
    [InlineData(Page)]
    [InlineData("docs/observability.md")]
    public void Every_instrument_is_in_the_table(string page)
    {
        var instruments = Instruments().Matches(Repository.Read("src/HeadlessDiscovery/Telemetry/ResolverMetrics.cs")).Select(found => found.Groups[1].Value).Order(StringComparer.Ordinal);
        var rows = MetricRows().Matches(Repository.Read(page)).Select(row => row.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.Equal(instruments, rows);
    }

    // The level of a finding is in its row, and the event is the number of its code.
    private static IEnumerable<string> Findings()
    {
        var catalogue = Repository.Read("src/HeadlessDiscovery/Diagnosis/FindingCatalogue.cs");
        var numbers = Codes().Matches(catalogue).ToDictionary(code => code.Groups[1].Value, code => code.Groups[2].Value);
        return Levels().Matches(catalogue).Select(row => $"{numbers[row.Groups[1].Value]} {row.Groups[2]}");
    }

    [GeneratedRegex(@"const string (\w+) = ""HP(\d{3})""")]
    private static partial Regex Codes();

    [GeneratedRegex(@"new\((\w+), LogLevel\.(\w+)")]
    private static partial Regex Levels();

    [GeneratedRegex(@"LoggerMessage\((\d+), LogLevel\.(\w+)")]
    private static partial Regex Messages();

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex EventRows();

    [GeneratedRegex(@"Create\w+(?:<\w+>)?\(""([\w.]+)""")]
    private static partial Regex Instruments();

    [GeneratedRegex(@"^\| `((?:dns|headless_discovery)\.[\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRows();
}
