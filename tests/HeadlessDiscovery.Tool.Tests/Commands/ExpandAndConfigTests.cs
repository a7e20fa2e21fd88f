using System.Text.Json;
using HeadlessDiscovery.ResolvConf;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Commands;

public sealed class ExpandAndConfigTests
{
    [Fact]
    public async Task Expand_tells_the_candidates_in_order_and_what_was_left_out()
    {
        var run = await ToolRun.Of(new FakeResolvers(), "expand", "orders", "--json");
        var json = Assert.Single(run.Objects());

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["v", "name", "candidates", "skipped"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("orders", json.GetProperty("name").GetString());
        Assert.Equal([Sample.Name, "orders.svc.cluster.local.", "orders.cluster.local."], json.GetProperty("candidates").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal("orders.example.com.", json.GetProperty("skipped")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Expand_as_text_and_plain()
    {
        var table = await ToolRun.Of(new FakeResolvers(), "expand", "orders");
        var plain = await ToolRun.Of(new FakeResolvers(), "expand", "orders", "-o", "plain");

        Assert.Contains("  1  orders.shop.svc.cluster.local.", table.Output, StringComparison.Ordinal);
        Assert.Contains("skipped orders.example.com.: outside the cluster domain cluster.local. To query it anyway, write it with a trailing dot", table.Output, StringComparison.Ordinal);
        Assert.EndsWith("No query was sent.\n", table.Output, StringComparison.Ordinal);
        Assert.Equal("orders.shop.svc.cluster.local.\norders.svc.cluster.local.\norders.cluster.local.\n", plain.Output);
    }

    [Fact]
    public async Task Config_tells_the_configuration_and_its_diagnostics()
    {
        var run = await ToolRun.Of(new FakeResolvers(), "config", "--json");
        var json = Assert.Single(run.Objects());

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["v", "path", "nameServers", "search", "ndots", "timeout", "attempts", "rotate", "useTcp", "singleRequest", "noAaaa", "noReload", "noTldQuery", "diagnostics"],
            json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["10.96.0.10:53", "[fd00::a]:5353"], json.GetProperty("nameServers").EnumerateArray().Select(server => server.GetString()!));
        Assert.Equal(".", json.GetProperty("search")[3].GetString());
        Assert.Equal(2.5, json.GetProperty("timeout").GetDouble());
        Assert.Equal(4, json.GetProperty("diagnostics")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Config_without_a_file_has_a_null_path()
    {
        var resolvers = new FakeResolvers { Plan = new LookupPlan { ServiceName = "any", Configuration = Sample.Configuration(path: null) } };

        var json = Assert.Single((await ToolRun.Of(resolvers, "config", "--json")).Objects());

        Assert.Equal(JsonValueKind.Null, json.GetProperty("path").ValueKind);
    }

    [Fact]
    public async Task Config_as_text_and_plain()
    {
        var table = await ToolRun.Of(new FakeResolvers(), "config");
        var plain = await ToolRun.Of(new FakeResolvers(), "config", "-o", "plain");

        Assert.Contains("name servers  10.96.0.10:53 [fd00::a]:5353", table.Output, StringComparison.Ordinal);
        Assert.Contains("ndots:5 timeout:2.5 attempts:2", table.Output, StringComparison.Ordinal);
        Assert.Contains("!  line 4: The option 'nodots:5' is not known.", table.Output, StringComparison.Ordinal);
        Assert.Equal("10.96.0.10:53\n[fd00::a]:5353\n", plain.Output);
    }

    [Fact]
    public async Task Config_prints_every_option_of_resolv_conf_as_text_and_as_JSON()
    {
        var configuration = new ResolverConfiguration { Ndots = 3, Timeout = TimeSpan.FromSeconds(4), Attempts = 5, Rotate = true, UseTcp = true, SingleRequest = true, NoAaaa = true, NoReload = true, NoTldQuery = true };
        var resolvers = new FakeResolvers { Plan = new LookupPlan { ServiceName = "any", Configuration = configuration } };

        var table = await ToolRun.Of(resolvers, "config");
        var json = Assert.Single((await ToolRun.Of(resolvers, "config", "--json")).Objects());

        Assert.Contains("ndots:3 timeout:4 attempts:5 rotate use-vc single-request no-aaaa no-reload no-tld-query", table.Output, StringComparison.Ordinal);
        Assert.Equal(ResolvConfOptions.Switches.Length, json.EnumerateObject().Count(property => property.Value.ValueKind == JsonValueKind.True));
    }
}
