using System.Text.Json;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Demo;

/// <summary>The whole story, in real time: about 70 s.</summary>
public sealed partial class DemoTests
{
    private static readonly HashSet<string> Kinds = ["snapshot", "change", "held", "stale", "fresh", "end"];
    private static readonly string[] Last = ["pod-11", "pod-12", "pod-13", "client"];

    [Fact]
    public async Task All_promises_hold_and_every_line_is_an_event_with_its_pod()
    {
        var run = await ToolRun.Terminal.ForMinutes(3).RunAsync(new FakeResolvers(), "demo", "-o", "json");

        Assert.True(run.ExitCode == 0, run.Error);
        var events = run.Objects();
        Assert.All(events, json => Assert.Equal("test-cs-svc", json.GetProperty("service").GetString()));
        var pods = events.GroupBy(json => json.GetProperty("pod").GetString()!).ToDictionary(pod => pod.Key, pod => pod.ToArray());

        // 3 + 2, 5 replaced, 3 after the scale to zero; and the client.
        Assert.Equal(14, pods.Count);
        Assert.All(pods.Values, pod =>
        {
            Assert.Equal("snapshot", Kind(pod[0]));
            Assert.Equal("end", Kind(pod[^1]));
            Assert.True(pod.Zip(pod.Skip(1)).All(pair => pair.First.GetProperty("version").GetInt64() <= pair.Second.GetProperty("version").GetInt64()));
        });
        var client = pods["client"];
        Assert.Superset(Kinds, client.Select(Kind).ToHashSet());
        Assert.Contains(client, json => json.GetProperty("state").GetString() == "empty" && json.GetProperty("version").GetInt64() > 1);
        Assert.Equal(3, client[^1].GetProperty("peers").GetArrayLength());

        // The pods that ran to the end see the same set.
        Assert.Single(Last.Select(pod => pods[pod][^1].GetProperty("fingerprint").GetString()).Distinct());
        Assert.Contains("All promises held.", run.Error, StringComparison.Ordinal);
        Assert.Contains("false removals: 0 ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("README.md", "en", "== One NXDOMAIN blip")]
    [InlineData("README.ko.md", "ko", "== 잠깐의 NXDOMAIN")]
    public async Task The_first_page_shows_lines_that_the_demo_prints(string page, string language, string title)
    {
        var run = await ToolRun.Terminal.ForMinutes(3).RunAsync(new FakeResolvers(), "demo", "--lang", language);

        Assert.True(run.ExitCode == 0, run.Error);
        var printed = (run.Output + run.Error).ReplaceLineEndings("\n").Split('\n').Select(Steady).ToHashSet();
        var text = Repository.Read(page);
        var block = text.Split("```").Single(part => part.Contains(title, StringComparison.Ordinal)).Split('\n').Where(line => line.Length > 0).ToArray();
        Assert.True(block.Length > 10, "The page shows too little of it.");
        Assert.All(block, line => Assert.Contains(Steady(line), printed));
    }

    [Fact]
    public async Task Ctrl_c_is_a_normal_end_with_a_summary()
    {
        var terminal = new ToolRun.Terminal();
        terminal.Interruption.Interrupt(130);

        var run = await terminal.RunAsync(new FakeResolvers(), "demo");

        Assert.Equal(0, run.ExitCode);
    }

    // Times and counts differ from run to run.
    private static string Steady(string line) => Blanks().Replace(Numbers().Replace(line, "#"), " ").Trim();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Numbers();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    private static string Kind(JsonElement json) => json.GetProperty("event").GetString()!;
}
