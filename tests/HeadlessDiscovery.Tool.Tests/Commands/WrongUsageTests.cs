using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Commands;

public sealed class WrongUsageTests
{
    public static TheoryData<string, string> Wrong() => new()
    {
        { "", "Specify a command: demo, play, resolve, watch" },
        { "reslove orders", "Unknown command 'reslove'. Did you mean 'resolve'?" },
        { "reslove orders --json", "Did you mean 'resolve'?" },
        { "--lang ko", "명령이 없다" },
        { "resolve", "Specify the name of the service" },
        { "resolve orders extra", "Unknown argument 'extra'." },
        { "resolve --prot 5 orders", "Did you mean '--port'?" },
        { "resolve orders --json --outptu json", "Did you mean '--output'?" },
        { "resolve orders --port", "--port needs one value" },
        { "resolve orders --port 70000", "--port '70000' is not a whole number from 1 to 65535." },
        { "resolve orders --port 5000 --srv peer", "--port and --srv cannot be combined" },
        { "resolve orders --srv _a._b._c", "--srv '_a._b._c' is not the name of a port" },
        { "resolve orders --family v5", "--family must be one of auto, v4, v6, both, but was 'v5'." },
        { "resolve orders --server dns.example", "--server 'dns.example' is not an address with an optional port" },
        { "resolve orders --server 10.0.0.1:0", "--server '10.0.0.1:0'" },
        { "resolve orders --self 10.0.0.1:80", "--self '10.0.0.1:80' is not an address" },
        { "resolve orders --ndots 16", "from 0 to 15" },
        { "resolve orders --timeout 5", "such as 500ms, 5s or 2m" },
        { "resolve orders --timeout 2m", "--timeout must be between 10ms and 30s, but was 2m." },
        { "resolve orders --attempts 0", "from 1 to 5" },
        { "resolve orders --expect -1", "--expect '-1' is not a whole number from 0." },
        { "resolve orders --count 0", "--count '0'" },
        { "resolve orders -o yaml", "--output must be one of table, json, plain, but was 'yaml'." },
        { "resolve orders --json -o plain", "--json and -o plain cannot be combined" },
        { "resolve orders -v -q", "-v and -q cannot be combined" },
        { "resolve orders --color red", "--color must be one of auto, always, never, but was 'red'." },
        { "resolve orders --lang fr", "--lang must be one of en, ko, but was 'fr'." },
        { "resolve 10.0.0.1", "'10.0.0.1' is an address; a service has a name" },
        { "resolve orders..shop", "'orders..shop' is not the name of a service" },
        { "resolve orders -- cat", "Only watch takes a command after '--', not resolve." },
        { "resolve orders -- cat --lang ko", "Only watch takes a command after '--', not resolve." },
        { "watch orders --for 0s", "--for '0s' is not a duration above zero" },
        { "watch orders --for 2000h", "--for must be between 1ms and 1000h, but was 2000h." },
        { "watch orders --count x", "--count 'x'" },
        { "expand", "Specify the name of the service" },
        { "config extra", "Unknown argument 'extra'." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_usage_ends_with_2_and_says_what_would_be_right(string arguments, string says)
    {
        var run = await ToolRun.Of(new FakeResolvers(), arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Bytes);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var run = await ToolRun.Of(new FakeResolvers(), "resolve", "orders", "--port", "0", "--ndots", "x");

        Assert.Contains("--port", run.Error, StringComparison.Ordinal);
        Assert.Contains("--ndots", run.Error, StringComparison.Ordinal);
    }
}
