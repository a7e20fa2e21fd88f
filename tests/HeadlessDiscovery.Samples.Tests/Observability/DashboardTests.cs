using System.Text.Json;

namespace HeadlessDiscovery.Samples.Tests.Observability;

/// <summary>The dashboard and the alerts name metrics that there are.</summary>
public sealed class DashboardTests
{
    private const string Dashboard = "docs/grafana/headless-discovery.json";
    private const string Rules = "docs/prometheus/rules.yaml";

    [Theory]
    [InlineData(Dashboard)]
    [InlineData(Rules)]
    [InlineData("docs/observability.md")]
    public void Every_metric_that_is_named_is_one_of_the_meter(string file)
    {
        var known = PrometheusNames.Instruments().SelectMany(PrometheusNames.Of).ToHashSet(StringComparer.Ordinal);
        var named = PrometheusNames.In(Repository.Read(file));
        Assert.NotEmpty(named);
        NonEmpty.All(named, name => Assert.Contains(name, known));
    }

    [Fact]
    public void Every_instrument_of_the_meter_has_a_panel()
    {
        var named = PrometheusNames.In(Repository.Read(Dashboard));
        NonEmpty.All(PrometheusNames.Instruments(), instrument => Assert.True(PrometheusNames.Of(instrument).Any(named.Contains), $"{Dashboard} has no panel of {instrument.Name}."));
    }

    [Fact]
    public void The_dashboard_is_one_for_any_data_source()
    {
        var dashboard = JsonDocument.Parse(Repository.Read(Dashboard)).RootElement;
        Assert.Equal(39, dashboard.GetProperty("schemaVersion").GetInt32());
        Assert.Contains(dashboard.GetProperty("templating").GetProperty("list").EnumerateArray(), variable => variable.GetProperty("type").GetString() == "datasource");
        var panels = dashboard.GetProperty("panels").EnumerateArray().ToArray();
        Assert.Equal(panels.Length, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        NonEmpty.All(panels, panel =>
        {
            Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString());
            Assert.NotEmpty(panel.GetProperty("description").GetString()!);
            NonEmpty.All(panel.GetProperty("targets").EnumerateArray(), target => Assert.NotEmpty(PrometheusNames.In(target.GetProperty("expr").GetString()!)));
        });
    }

    /// <summary>.NET records a dns.lookup.duration of its own, which the instrumentation of HttpClient collects. It has no service.</summary>
    [Fact]
    public void Panels_leave_out_the_look_ups_that_are_not_ours()
    {
        var dashboard = JsonDocument.Parse(Repository.Read(Dashboard)).RootElement;
        var service = Assert.Single(dashboard.GetProperty("templating").GetProperty("list").EnumerateArray(), variable => variable.GetProperty("name").GetString() == "service");
        Assert.Equal(".+", service.GetProperty("allValue").GetString());
        string[] expressions = [.. dashboard.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!)];
        NonEmpty.All(expressions, expression => Assert.Contains("service=~\"$service\"", expression, StringComparison.Ordinal));

        // Exporters that do not tell the scope leave the label away, which counts as empty.
        string[] shared = [.. expressions.Where(expression => expression.Contains("dns_lookup_", StringComparison.Ordinal))];
        Assert.Equal(3, shared.Length);
        NonEmpty.All(shared, expression => Assert.Contains("otel_scope_name=~\"|HeadlessDiscovery\"", expression, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_alert_has_an_expression_a_patience_and_a_row_in_the_page()
    {
        var rules = Repository.Read(Rules).Split("- alert: ")[1..];
        var page = Repository.Read("docs/observability.md");
        Assert.Equal(["PeersStale", "SelfAbsent", "LookupErrors", "NeverResolved"], rules.Select(rule => rule[..rule.IndexOf('\n', StringComparison.Ordinal)]));
        NonEmpty.All(rules, rule =>
        {
            Assert.NotEmpty(PrometheusNames.In(rule[rule.IndexOf("expr:", StringComparison.Ordinal)..rule.IndexOf("for:", StringComparison.Ordinal)]));
            Assert.Matches("for: [0-9]+m", rule);
            Assert.Contains("severity:", rule, StringComparison.Ordinal);
            Assert.Contains("summary:", rule, StringComparison.Ordinal);
            Assert.Contains($"| `{rule[..rule.IndexOf('\n', StringComparison.Ordinal)]}` |", page, StringComparison.Ordinal);
        });
    }
}
