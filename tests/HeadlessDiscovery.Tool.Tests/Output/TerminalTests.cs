using System.Text;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Output;

public sealed class TerminalTests
{
    private const byte Escape = 0x1b;

    public static TheoryData<string, string?, bool, string> WithoutColour() => new()
    {
        { "xterm-256color", null, true, "auto" },
        { "xterm-256color", "1", false, "auto" },
        { "dumb", null, false, "auto" },
        { "xterm-256color", null, false, "never" },
    };

    [Theory]
    [MemberData(nameof(WithoutColour))]
    public async Task No_escape_byte_is_written(string term, string? noColor, bool redirected, string color)
    {
        var terminal = new ToolRun.Terminal { IsRedirected = redirected, Variables = Variables(term, noColor) };
        foreach (var arguments in Runs)
        {
            var run = await terminal.RunAsync(Resolvers(), [.. arguments, "--color", color]);
            Assert.NotEmpty(run.Bytes);
            Assert.DoesNotContain(Escape, run.Bytes);
            Assert.DoesNotContain((char)Escape, run.Error);
        }
    }

    [Fact]
    public async Task A_terminal_gets_colour_and_always_means_always()
    {
        Assert.Contains(Escape, (await new ToolRun.Terminal { IsRedirected = false }.RunAsync(Resolvers(), "resolve", "orders")).Bytes);
        Assert.Contains(Escape, (await new ToolRun.Terminal { Variables = Variables("dumb", "1") }.RunAsync(Resolvers(), "resolve", "orders", "--color", "always")).Bytes);
    }

    [Fact]
    public async Task Json_never_has_colour()
    {
        var run = await new ToolRun.Terminal { IsRedirected = false }.RunAsync(Resolvers(), "resolve", "orders", "--json", "--color", "always");

        Assert.DoesNotContain(Escape, run.Bytes);
        Assert.Single(run.Objects());
    }

    [Fact]
    public async Task Without_utf8_the_glyphs_are_ascii()
    {
        foreach (var arguments in Runs)
        {
            var run = await new ToolRun.Terminal { Encoding = Encoding.ASCII }.RunAsync(Resolvers(), arguments);
            NonEmpty.All(run.Bytes, b => Assert.True(b < 0x80));
            Assert.DoesNotContain("?", run.Output.Replace("-?", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Json_is_utf8_without_a_mark_whatever_the_terminal_reads()
    {
        var resolvers = Resolvers();
        resolvers.Explanations.Clear();
        resolvers.Explanations.Enqueue(Sample.Explained(LookupOutcome.Found, LookupReason.None, ["10.0.0.1"], host: "주문"));

        var run = await new ToolRun.Terminal { Encoding = Encoding.Latin1 }.RunAsync(resolvers, "resolve", "orders", "--json");

        Assert.Equal("주문", Assert.Single(run.Objects()).GetProperty("peers")[0].GetProperty("host").GetString());
    }

    private static string[][] Runs =>
    [
        ["resolve", "orders", "-v"],
        ["resolve", "orders", "-o", "plain"],
        ["watch", "orders"],
        ["expand", "orders"],
        ["config"],
        ["watch", "--help"],
    ];

    private static FakeResolvers Resolvers()
    {
        var resolvers = new FakeResolvers { EndsQuietly = true, Snapshots = { PeerSnapshot.Unresolved, Sample.Snapshot(1, "10.0.0.1"), Sample.Stale(2, "10.0.0.1") } };
        resolvers.Explanations.Enqueue(Sample.Found("10.0.0.1"));
        return resolvers;
    }

    private static Dictionary<string, string> Variables(string term, string? noColor)
    {
        var variables = new Dictionary<string, string> { ["TERM"] = term };
        if (noColor is not null)
        {
            variables["NO_COLOR"] = noColor;
        }

        return variables;
    }
}
