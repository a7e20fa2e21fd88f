using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Commands;

public sealed class ResolveCommandTests
{
    [Fact]
    public async Task A_row_is_one_line_however_narrow_the_terminal_is_and_its_cells_stand_apart()
    {
        const string Host = "orders-0.orders-headless.a-namespace-with-a-long-name-of-its-own.svc.cluster.local";
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Explained(LookupOutcome.Found, LookupReason.None, ["10.0.0.1:5000"], host: Host));

        var run = await new ToolRun.Terminal { IsRedirected = false }.RunAsync(resolvers, "resolve", "orders", "-v", "--color", "never");

        Assert.Contains("PEER           HOST", run.Lines);
        Assert.Contains($"10.0.0.1:5000  {Host}", run.Lines);
        Assert.Contains($"{Sample.Name}  A     10.96.0.10:53/udp  answer  1        0.8 ms", run.Lines);
    }

    private static readonly string[] Formats = ["table", "json", "plain"];

    public static TheoryData<string, string, int> ExitCodes()
    {
        var data = new TheoryData<string, string, int>();
        foreach (var format in Formats)
        {
            data.Add(format, "found", 0);
            data.Add(format, "tooFew", 1);
            data.Add(format, "empty", 1);
            data.Add(format, "unknown", 3);
            data.Add(format, "bug", 70);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ExitCodes))]
    public async Task The_exit_code_says_the_outcome_in_every_format(string format, string story, int exitCode)
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(story switch
        {
            "empty" => Sample.Empty(),
            "unknown" => Sample.Unknown(),
            _ => Sample.Found("10.0.0.1:5000", "10.0.0.2:5000"),
        });
        resolvers.Failure = story == "bug" ? new InvalidOperationException("boom") : null;
        string[] expect = story == "tooFew" ? ["--expect", "3"] : ["--expect", "2"];

        var run = await ToolRun.Of(resolvers, ["resolve", "orders", "-o", format, .. story is "found" or "tooFew" ? expect : []]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.True(resolvers.IsDisposed);
    }

    [Fact]
    public async Task Empty_and_unknown_are_told_apart_by_their_exit_codes()
    {
        var empty = new FakeResolvers();
        empty.Explanations.Enqueue(Sample.Empty());
        var unknown = new FakeResolvers();
        unknown.Explanations.Enqueue(Sample.Unknown());

        Assert.NotEqual((await ToolRun.Of(empty, "resolve", "orders")).ExitCode, (await ToolRun.Of(unknown, "resolve", "orders")).ExitCode);
    }

    [Fact]
    public async Task Json_has_the_keys_of_the_contract_in_their_order()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Found("10.0.0.1:5000"));

        var json = Assert.Single((await ToolRun.Of(resolvers, "resolve", "orders", "--json")).Objects());

        Assert.Equal(
            ["v", "service", "outcome", "reason", "name", "peers", "self", "ttl", "truncated", "viaCname", "fingerprint", "durationSeconds", "allocatedBytes", "asked", "skipped"],
            json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["address", "port", "host"], json.GetProperty("peers")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["name", "type", "server", "transport", "result", "records", "ttl", "durationSeconds"],
            json.GetProperty("asked")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(["name", "why", "outsideCluster"], json.GetProperty("skipped")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal("orders", json.GetProperty("service").GetString());
        Assert.Equal("found", json.GetProperty("outcome").GetString());
        Assert.Equal("10.96.0.10:53", json.GetProperty("asked")[0].GetProperty("server").GetString());
        Assert.Equal(5, json.GetProperty("ttl").GetDouble());
        Assert.Equal(0.0009, json.GetProperty("durationSeconds").GetDouble());
        Assert.True(json.GetProperty("allocatedBytes").GetInt64() >= 0);
    }

    [Theory]
    [InlineData(LookupReason.NxDomain, "nxdomain")]
    [InlineData(LookupReason.FamilyFailed, "familyFailed")]
    [InlineData(LookupReason.NoServers, "noServers")]
    public async Task Json_is_null_where_nothing_is_known(LookupReason reason, string code)
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(reason == LookupReason.NxDomain ? Sample.Empty(reason) : Sample.Unknown(reason));

        var json = Assert.Single((await ToolRun.Of(resolvers, "resolve", "orders", "--json")).Objects());

        Assert.Equal(code, json.GetProperty("reason").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.GetProperty("name").ValueKind);
        Assert.Equal(reason == LookupReason.NxDomain ? System.Text.Json.JsonValueKind.Number : System.Text.Json.JsonValueKind.Null, json.GetProperty("ttl").ValueKind);
    }

    [Fact]
    public async Task Every_reason_is_valid_against_the_schema()
    {
        foreach (var reason in Enum.GetValues<LookupReason>())
        {
            var resolvers = new FakeResolvers();
            resolvers.Explanations.Enqueue(Sample.Unknown(reason));
            Assert.Single((await ToolRun.Of(resolvers, "resolve", "orders", "--json")).Objects());
        }
    }

    [Fact]
    public async Task Addresses_are_normalised_and_hosts_are_told()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Explained(LookupOutcome.Found, LookupReason.None, ["::ffff:10.0.0.1", "FD00:0:0::9", "fe80::1%3"], SelfPresence.Present, "orders-0.orders"));

        var json = Assert.Single((await ToolRun.Of(resolvers, "resolve", "orders", "--json")).Objects());

        Assert.Equal(["10.0.0.1", "fd00::9", "fe80::1"], json.GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("address").GetString()!));
        NonEmpty.All(json.GetProperty("peers").EnumerateArray(), peer => Assert.Equal("orders-0.orders", peer.GetProperty("host").GetString()));
        Assert.Equal("present", json.GetProperty("self").GetString());
    }

    [Fact]
    public async Task Count_asks_so_often_and_the_code_is_that_of_the_least_known()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Found("10.0.0.1"));
        resolvers.Explanations.Enqueue(Sample.Unknown());
        resolvers.Explanations.Enqueue(Sample.Found("10.0.0.1"));

        var run = await ToolRun.Of(resolvers, "resolve", "orders", "--json", "--count", "3");

        Assert.Equal(["found", "unknown", "found"], run.Objects().Select(json => json.GetProperty("outcome").GetString()!));
        Assert.Equal(3, run.ExitCode);
    }

    [Fact]
    public async Task Plain_is_one_address_a_line_and_nothing_else()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Explained(LookupOutcome.Found, LookupReason.None, ["10.0.0.1:5000", "[fd00::9]:5000"], notes: ["It looks like a ClusterIP service."]));

        var run = await ToolRun.Of(resolvers, "resolve", "orders", "-o", "plain");

        Assert.Equal("10.0.0.1:5000\n[fd00::9]:5000\n", run.Output);
        Assert.Contains("ClusterIP", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_says_on_standard_error_why_there_is_no_line()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Unknown(LookupReason.Timeout));

        var run = await ToolRun.Of(resolvers, "resolve", "orders", "-o", "plain");

        Assert.Empty(run.Bytes);
        Assert.Contains("DNS lookup failed: no name server answered in time.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_says_the_verdict_in_its_first_line()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Explained(LookupOutcome.Found, LookupReason.None, ["10.0.0.1:5000", "10.0.0.2:5000"], SelfPresence.Present, "orders-0.orders"));

        var run = await ToolRun.Of(resolvers, "resolve", "orders", "-v");

        Assert.Equal("2 peers + self · orders.shop.svc.cluster.local. · via 10.96.0.10:53 · TTL 5 s", run.Lines[0]);
        Assert.Contains("PEER", run.Output, StringComparison.Ordinal);
        Assert.Contains("orders-0.orders", run.Output, StringComparison.Ordinal);
        Assert.Contains("10.96.0.10:53/udp", run.Output, StringComparison.Ordinal);
        Assert.Contains("candidate 1 of 3 · 0.9 ms · complete · fingerprint 7f3a-91c2", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_never_says_zero_peers_where_it_could_not_ask()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Unknown());

        var run = await ToolRun.Of(resolvers, "resolve", "orders");

        Assert.StartsWith("DNS lookup failed: the name server failed (SERVFAIL). Your peers may be fine.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("0 peers", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_is_the_peers_only()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Explained(LookupOutcome.Found, LookupReason.None, ["10.0.0.1"], notes: ["A note."]));

        var run = await ToolRun.Of(resolvers, "resolve", "orders", "-q");

        Assert.Equal("10.0.0.1", run.Output.Trim());
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Expect_counts_the_peers_without_self()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Explained(LookupOutcome.Found, LookupReason.None, ["10.0.0.1", "10.0.0.2"], SelfPresence.Present));

        Assert.Equal(1, (await ToolRun.Of(resolvers, "resolve", "orders", "--include-self", "--expect", "2")).ExitCode);
        Assert.Equal(0, (await ToolRun.Of(resolvers, "resolve", "orders", "--include-self", "--expect", "1")).ExitCode);
    }

    [Fact]
    public async Task Ctrl_c_ends_with_130_and_sigterm_with_143()
    {
        foreach (var code in (int[])[130, 143])
        {
            var terminal = new ToolRun.Terminal();
            var resolvers = new FakeResolvers();
            resolvers.Explanations.Enqueue(Sample.Found("10.0.0.1"));
            terminal.Interruption.Interrupt(code);

            var run = await terminal.RunAsync(resolvers, "resolve", "orders", "--json");

            Assert.Equal(code, run.ExitCode);
            Assert.Empty(run.Bytes);
        }
    }

    [Fact]
    public async Task A_bug_is_one_line_and_the_stack_comes_with_v()
    {
        var resolvers = new FakeResolvers { Failure = new InvalidOperationException("boom\nand more") };

        var brief = await ToolRun.Of(resolvers, "resolve", "orders", "--json");
        var verbose = await ToolRun.Of(resolvers, "resolve", "orders", "--json", "-v");

        Assert.Empty(brief.Bytes);
        Assert.Single(brief.Error.TrimEnd().Split('\n'));
        Assert.Contains("InvalidOperationException: boom and more", brief.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", verbose.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_goes_to_standard_error_and_its_details_come_with_v()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Found("10.0.0.1"));

        var normal = await ToolRun.Of(resolvers, "resolve", "orders", "--json");
        var verbose = await ToolRun.Of(resolvers, "resolve", "orders", "--json", "-v");
        var quiet = await ToolRun.Of(resolvers, "resolve", "orders", "--json", "-q");

        Assert.Single(normal.Objects());
        Assert.Equal("warning: A warning of the library", normal.Error.Trim());
        Assert.Contains("debug: A detail of the library", verbose.Error, StringComparison.Ordinal);
        Assert.Empty(quiet.Error);
    }

    [Fact]
    public async Task Every_option_reaches_the_resolver()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Found("10.0.0.1"));

        await ToolRun.Of(resolvers, "resolve", "orders", "--srv", "_peer._udp", "--family", "both", "--server", "10.96.0.10", "--server", "[fd00::a]:5353", "--resolv-conf", "my.conf", "--ndots", "1", "--no-search", "--all-suffixes", "--timeout", "500ms", "--attempts", "3", "--self", "10.0.0.9", "--client", "--include-self");

        Assert.Equal("orders.", resolvers.OpenedService);
        var options = resolvers.Options;
        Assert.Equal(("peer", "udp", PeerFamily.Both), (options.PortName, options.Protocol, options.Family));
        Assert.Equal(["10.96.0.10", "[fd00::a]:5353"], options.NameServers);
        Assert.Equal(("my.conf", 1, 3), (options.ResolvConfPath, options.Ndots, options.Attempts));
        Assert.False(options.RequireClusterSuffix);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.AttemptTimeout);
        Assert.Equal(["10.0.0.9"], options.SelfAddresses);
        Assert.Equal(PeerMembership.Client, options.Membership);
        Assert.True(options.IncludeSelf);
    }

    [Fact]
    public async Task Without_options_the_library_keeps_its_defaults()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Found("10.0.0.1"));

        await ToolRun.Of(resolvers, "resolve", "orders", "--port", "5000");

        var (options, untouched) = (resolvers.Options, new HeadlessPeersOptions());
        Assert.Equal("orders", resolvers.OpenedService);
        Assert.Equal(5000, options.Port);
        Assert.Equal((untouched.ResolvConfPath, untouched.Ndots, untouched.RequireClusterSuffix), (options.ResolvConfPath, options.Ndots, options.RequireClusterSuffix));
        Assert.Empty(options.NameServers);
    }
}
