using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Commands;

public sealed class WrongUsageTests
{
    public static TheoryData<string, string> Wrong() => new()
    {
        { "", "A command is missing: one of demo, play, resolve, watch" },
        { "reslove orders", "Did you mean resolve?" },
        { "reslove orders --json", "Did you mean resolve?" },
        { "--lang ko", "명령이 없다" },
        { "resolve", "The name of the service is missing" },
        { "resolve orders extra", "'extra' is not known here" },
        { "resolve --prot 5 orders", "Did you mean --port?" },
        { "resolve orders --json --outptu json", "Did you mean --output?" },
        { "resolve orders --port", "--port needs one value" },
        { "resolve orders --port 70000", "--port '70000' is not a whole number from 1 to 65535." },
        { "resolve orders --port 5000 --srv peer", "--port and --srv do not go together" },
        { "resolve orders --srv _a._b._c", "--srv '_a._b._c' is not the name of a port" },
        { "resolve orders --family v5", "--family 'v5' is none of auto, v4, v6, both." },
        { "resolve orders --server dns.example", "--server 'dns.example' is not an address with an optional port" },
        { "resolve orders --server 10.0.0.1:0", "--server '10.0.0.1:0'" },
        { "resolve orders --self 10.0.0.1:80", "--self '10.0.0.1:80' is not an address" },
        { "resolve orders --ndots 16", "from 0 to 15" },
        { "resolve orders --timeout 5", "such as 500ms, 5s or 2m" },
        { "resolve orders --timeout 2m", "--timeout 2m is outside 10ms to 30s." },
        { "resolve orders --attempts 0", "from 1 to 5" },
        { "resolve orders --expect -1", "--expect '-1' is not a whole number from 0." },
        { "resolve orders --count 0", "--count '0'" },
        { "resolve orders -o yaml", "--output 'yaml' is none of table, json, plain." },
        { "resolve orders --json -o plain", "--json and -o plain do not go together" },
        { "resolve orders -v -q", "-v and -q do not go together" },
        { "resolve orders --color red", "--color 'red' is none of auto, always, never." },
        { "resolve orders --lang fr", "--lang 'fr' is none of en, ko." },
        { "resolve 10.0.0.1", "'10.0.0.1' is an address; a service has a name" },
        { "resolve orders..shop", "'orders..shop' is not the name of a service" },
        { "resolve orders -- cat", "Only watch takes a command after '--', not resolve." },
        { "resolve orders -- cat --lang ko", "Only watch takes a command after '--', not resolve." },
        { "watch orders --for 0s", "--for '0s' is not a duration above zero" },
        { "watch orders --for 2000h", "--for 2000h is outside 1ms to 1000h." },
        { "watch orders --count x", "--count 'x'" },
        { "expand", "The name of the service is missing" },
        { "config extra", "'extra' is not known here" },
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
