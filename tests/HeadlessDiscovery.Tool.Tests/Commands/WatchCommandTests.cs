using System.Text.Json;
using HeadlessDiscovery.Tool.Tests.Running;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tool.Tests.Commands;

public sealed class WatchCommandTests
{
    [Fact]
    public async Task Json_tells_each_kind_of_event_with_the_whole_state()
    {
        var (terminal, resolvers) = Story(
            PeerSnapshot.Unresolved,
            Sample.Snapshot(1, "10.0.0.1:5000", "10.0.0.2:5000"),
            Sample.Held(2, ["10.0.0.2:5000"], "10.0.0.1:5000", "10.0.0.2:5000"),
            Sample.Snapshot(3, "10.0.0.1:5000"),
            Sample.Stale(4, "10.0.0.1:5000"),
            Sample.Snapshot(5, "10.0.0.1:5000"),
            Renamed(6, SelfPresence.Present),
            Renamed(7, SelfPresence.Lost));

        var run = await terminal.RunAsync(resolvers, "watch", "orders", "-o", "json");
        var events = run.Objects();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["snapshot", "change", "held", "change", "stale", "fresh", "name", "self", "end"], events.Select(Kind));
        Assert.Equal("unresolved", events[0].GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, events[0].GetProperty("ttl").ValueKind);
        Assert.Equal(JsonValueKind.Null, events[0].GetProperty("name").ValueKind);
        Assert.Equal(["10.0.0.1", "10.0.0.2"], Addresses(events[1], "added"));
        Assert.Equal(["present", "held"], events[2].GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("state").GetString()!));
        Assert.Equal(["10.0.0.2"], Addresses(events[3], "removed"));
        Assert.True(events[4].GetProperty("stale").GetBoolean());
        Assert.Equal("servfail", events[4].GetProperty("reason").GetString());
        Assert.Equal("lost", events[7].GetProperty("self").GetString());
        NonEmpty.All(events, json => Assert.False(json.TryGetProperty("pod", out _)));
    }

    [Fact]
    public async Task Pods_that_exchange_their_addresses_are_an_event_with_the_new_host_names()
    {
        var (terminal, resolvers) = Story(Sample.Hosts(1, "10.0.0.1=orders-0", "10.0.0.2=orders-1"), Sample.Hosts(2, "10.0.0.1=orders-1", "10.0.0.2=orders-0"));

        var events = (await terminal.RunAsync(resolvers, "watch", "orders", "-o", "json")).Objects();

        Assert.Equal(["snapshot", "hosts", "end"], events.Select(Kind));
        Assert.Equal(["orders-1", "orders-0"], events[1].GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("host").GetString()!));
        Assert.Empty(Addresses(events[1], "added"));
        Assert.Empty(Addresses(events[1], "removed"));
    }

    [Theory]
    [InlineData("en", "10.0.0.1:5000   host name is now orders-1")]
    [InlineData("ko", "10.0.0.1:5000   호스트 이름이 이제 orders-1이다")]
    public async Task A_new_host_name_and_a_new_peer_in_one_answer_are_a_line_each(string language, string line)
    {
        var (terminal, resolvers) = Story(Sample.Hosts(1, "10.0.0.1=orders-0"), Sample.Hosts(2, "10.0.0.1=orders-1", "10.0.0.2=orders-0"));

        var run = await terminal.RunAsync(resolvers, "watch", "orders", "--lang", language);

        Assert.Contains(line, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("orders-0", run.Output, StringComparison.Ordinal);
        Assert.Contains("+  10.0.0.2:5000", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_keys_of_the_contract_in_their_order()
    {
        var (terminal, resolvers) = Story(Sample.Snapshot(1, "10.0.0.1"));

        var events = (await terminal.RunAsync(resolvers, "watch", "orders", "-o", "json")).Objects();

        string[] keys = ["v", "event", "t", "at", "service", "name", "version", "state", "stale", "self", "peers", "added", "removed", "fingerprint", "ttl", "truncated", "reason"];
        Assert.Equal(keys, events[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal([.. keys, "lookups", "failed"], events[1].EnumerateObject().Select(property => property.Name));
        Assert.Equal(["address", "port", "host", "state"], events[0].GetProperty("peers")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(JsonValueKind.Null, events[0].GetProperty("peers")[0].GetProperty("port").ValueKind);
        Assert.Equal(5, events[0].GetProperty("ttl").GetDouble());
    }

    [Fact]
    public async Task Added_and_removed_add_up_over_the_lines_of_one_version()
    {
        var (terminal, resolvers) = Story(Sample.Stale(1, "10.0.0.1"), Sample.Snapshot(2, "10.0.0.1", "10.0.0.2"));

        var events = (await terminal.RunAsync(resolvers, "watch", "orders", "-o", "json")).Objects();

        Assert.Equal(["snapshot", "fresh", "change", "end"], events.Select(Kind));
        Assert.Empty(Addresses(events[1], "added"));
        Assert.Equal(["10.0.0.2"], Addresses(events[2], "added"));
    }

    [Fact]
    public async Task Look_ups_are_told_with_v_only_and_counted_at_the_end()
    {
        PeerSnapshot[] story = [PeerSnapshot.Unresolved, Sample.Snapshot(1, "10.0.0.1"), Sample.Stale(2, "10.0.0.1")];
        var (terminal, resolvers) = Story(story);
        resolvers.CountsLookups = true;
        var brief = (await terminal.RunAsync(resolvers, "watch", "orders", "-o", "json")).Objects();
        (terminal, resolvers) = Story(story);
        resolvers.CountsLookups = true;
        var verbose = (await terminal.RunAsync(resolvers, "watch", "orders", "-o", "json", "-v")).Objects();

        Assert.DoesNotContain("lookup", brief.Select(Kind));
        Assert.Equal(2, verbose.Count(json => Kind(json) == "lookup"));
        Assert.Equal(2, brief[^1].GetProperty("lookups").GetInt32());
        Assert.Equal(1, brief[^1].GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task Count_ends_after_so_many_changes_and_the_first_answer_is_none()
    {
        var (terminal, resolvers) = Story(
            PeerSnapshot.Unresolved,
            Sample.Snapshot(1, "10.0.0.1"),
            Sample.Stale(2, "10.0.0.1"),
            Sample.Snapshot(3, "10.0.0.1", "10.0.0.2"),
            Sample.Snapshot(4, "10.0.0.2"));

        var run = await terminal.RunAsync(resolvers, "watch", "orders", "-o", "json", "--count", "1");

        Assert.Equal(["snapshot", "change", "stale", "fresh", "change", "end"], run.Objects().Select(Kind));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Initial_only_ends_after_the_first_verified_answer_even_an_empty_one()
    {
        var (terminal, resolvers) = Story(PeerSnapshot.Unresolved, Empty(1), Sample.Snapshot(2, "10.0.0.1"));

        var events = (await terminal.RunAsync(resolvers, "watch", "orders", "-o", "json", "--initial-only")).Objects();

        Assert.Equal(["snapshot", "change", "end"], events.Select(Kind));
        Assert.Equal("empty", events[1].GetProperty("state").GetString());
        Assert.Equal("nxdomain", events[1].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("plain")]
    public async Task For_without_a_verified_answer_ends_with_3(string format)
    {
        var run = await EndedByFor(format, PeerSnapshot.Unresolved);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("DNS lookup failed: no verified answer within 600 s.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("plain")]
    public async Task For_with_a_verified_answer_ends_with_0(string format) =>
        Assert.Equal(0, (await EndedByFor(format, Empty(1))).ExitCode);

    [Theory]
    [InlineData("table", 130)]
    [InlineData("json", 130)]
    [InlineData("plain", 143)]
    public async Task Ctrl_c_and_sigterm_are_the_normal_end_even_while_unresolved(string format, int signal)
    {
        var terminal = new ToolRun.Terminal();
        var resolvers = new FakeResolvers { Snapshots = { PeerSnapshot.Unresolved }, AllTaken = () => terminal.Interruption.Interrupt(signal) };

        Assert.Equal(0, (await terminal.RunAsync(resolvers, "watch", "orders", "-o", format)).ExitCode);
    }

    [Fact]
    public async Task Plain_is_the_whole_list_at_each_change()
    {
        var (terminal, resolvers) = Story(
            PeerSnapshot.Unresolved,
            Sample.Snapshot(1, "10.0.0.1:5000"),
            Sample.Stale(2, "10.0.0.1:5000"),
            Sample.Snapshot(3, "10.0.0.1:5000", "10.0.0.2:5000"));

        var run = await terminal.RunAsync(resolvers, "watch", "orders", "-o", "plain");

        Assert.Equal("10.0.0.1:5000\n\n10.0.0.1:5000\n10.0.0.2:5000\n\n", run.Output);
    }

    [Fact]
    public async Task Lines_tell_the_story_with_a_sign_each()
    {
        var (terminal, resolvers) = Story(
            PeerSnapshot.Unresolved,
            Sample.Snapshot(1, "10.0.0.1:5000"),
            Sample.Snapshot(2, "10.0.0.1:5000", "10.0.0.2:5000"),
            Sample.Held(3, ["10.0.0.2:5000"], "10.0.0.1:5000", "10.0.0.2:5000"),
            Sample.Snapshot(4, "10.0.0.1:5000", "10.0.0.2:5000"),
            Sample.Stale(5, "10.0.0.1:5000", "10.0.0.2:5000"),
            Sample.Snapshot(6, "10.0.0.1:5000"));

        var run = await terminal.RunAsync(resolvers, "watch", "orders");

        Assert.Contains("=  no verified answer yet", run.Output, StringComparison.Ordinal);
        Assert.Contains("+  10.0.0.2:5000   joined   2 peers + self", run.Output, StringComparison.Ordinal);
        Assert.Contains("~  10.0.0.2:5000   held", run.Output, StringComparison.Ordinal);
        Assert.Contains("~  10.0.0.2:5000   listed again", run.Output, StringComparison.Ordinal);
        Assert.Contains("!  the name server failed (SERVFAIL): the last peers are kept   2 peers + self · stale", run.Output, StringComparison.Ordinal);
        Assert.Contains("ok DNS recovered", run.Output, StringComparison.Ordinal);
        Assert.Contains("-  10.0.0.2:5000   left, confirmed   1 peer + self", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("0 lookups, 0 failed · 1 joined, 1 left\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_stream_is_a_bug_and_not_the_end()
    {
        var resolvers = new FakeResolvers { AllTaken = () => throw new InvalidOperationException("boom"), Snapshots = { PeerSnapshot.Unresolved } };

        Assert.Equal(70, (await ToolRun.Of(resolvers, "watch", "orders", "-o", "json")).ExitCode);
    }

    private static async Task<ToolRun> EndedByFor(string format, PeerSnapshot snapshot)
    {
        var time = new FakeTimeProvider(Sample.At);
        var terminal = new ToolRun.Terminal { Time = time };
        var resolvers = new FakeResolvers { Snapshots = { snapshot }, AllTaken = () => time.Advance(TimeSpan.FromMinutes(10)) };
        return await terminal.RunAsync(resolvers, "watch", "orders", "-o", format, "--for", "10m");
    }

    /// <summary>A watch that is ended by Ctrl+C when the last snapshot has been taken and told.</summary>
    private static (ToolRun.Terminal Terminal, FakeResolvers Resolvers) Story(params PeerSnapshot[] snapshots)
    {
        var terminal = new ToolRun.Terminal();
        var resolvers = new FakeResolvers();
        foreach (var snapshot in snapshots)
        {
            resolvers.Snapshots.Add(snapshot);
        }

        resolvers.EndsQuietly = true;
        return (terminal, resolvers);
    }

    private static PeerSnapshot Empty(long version) => new([])
    {
        Version = version,
        IsResolved = true,
        ResolvedAt = Sample.At,
        ExpiresAt = Sample.At.AddSeconds(5),
        Self = SelfPresence.Absent,
        LastOutcome = LookupOutcome.Empty,
        LastReason = LookupReason.NxDomain,
    };

    private static PeerSnapshot Renamed(long version, SelfPresence self) => new([Peer.Parse("10.0.0.1:5000")])
    {
        Version = version,
        IsResolved = true,
        ResolvedAt = Sample.At,
        ExpiresAt = Sample.At.AddSeconds(5),
        ResolvedName = "orders.svc.cluster.local.",
        Self = self,
        LastOutcome = LookupOutcome.Found,
    };

    private static string Kind(JsonElement json) => json.GetProperty("event").GetString()!;

    private static string[] Addresses(JsonElement json, string property) => [.. json.GetProperty(property).EnumerateArray().Select(peer => peer.GetProperty("address").GetString()!)];
}
