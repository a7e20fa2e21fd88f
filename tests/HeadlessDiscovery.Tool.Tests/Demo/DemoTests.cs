using System.Text.Json;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Tool.Commands;
using HeadlessDiscovery.Tool.Commands.Demo.Screens;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Hosting;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Tests.Running;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Tests.Demo;

/// <summary>The whole story, in real time: about 90 s.</summary>
public sealed partial class DemoTests(DemoRuns runs) : IClassFixture<DemoRuns>
{
    private const int Steps = 9;
    private static readonly HashSet<string> Kinds = ["snapshot", "change", "held", "stale", "fresh", "end"];
    private static readonly string[] Last = ["pod-11", "pod-12", "pod-13", "client"];

    [Fact]
    public async Task All_promises_hold_and_every_line_is_an_event_with_its_pod()
    {
        var run = await runs.Events;

        Assert.True(run.ExitCode == 0, run.Error);
        var events = run.Objects();
        NonEmpty.All(events, json => Assert.Equal("orders-headless", json.GetProperty("service").GetString()));
        var pods = events.GroupBy(json => json.GetProperty("pod").GetString()!).ToDictionary(pod => pod.Key, pod => pod.ToArray());

        // 3 + 2, 5 replaced, 3 after the scale to zero; and the client.
        Assert.Equal(14, pods.Count);
        NonEmpty.All(pods.Values, pod =>
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
        Assert.Contains("All promises held, in ", run.Error, StringComparison.Ordinal);
        Assert.Contains("HeadlessDiscovery     live pods lost: 0 · calls failed: 0 of ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("README.md", "en", "docs/images/demo.svg")]
    [InlineData("README.ko.md", "ko", "docs/images/demo.ko.svg")]
    public async Task The_first_page_shows_what_a_terminal_shows_and_no_frame_is_cut(string page, string language, string picture)
    {
        var words = language == "ko" ? Words.Korean : Words.English;
        var (_, width, height) = DemoRuns.Terminals.Single(terminal => terminal.Language == language);
        var run = await runs.Watched(language);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var frames = AnsiScreen.Play(run.Output, width, height);
        var drawn = frames.Where(frame => frame.Lines[0].Contains($"/{Steps}", StringComparison.Ordinal) || frame.Lines[0].Contains($" of {Steps}:", StringComparison.Ordinal)).SkipLast(1).ToArray();
        Assert.True(drawn.Length > 100, "A frame that does not start with its title was too high for the terminal.");
        NonEmpty.All(drawn, frame =>
        {
            Assert.DoesNotContain('…', frame.ToString());
            Assert.Contains(words.DemoLegend, frame.Lines);
            NonEmpty.All(words.DemoContenders, contender => Assert.Single(frame.Lines, line => line.StartsWith(contender, StringComparison.Ordinal)));
            Assert.Contains("Ctrl+C", frame.Lines.Last(line => line.Length > 0), StringComparison.Ordinal);
        });

        // The moment that the picture is of: the policies have lost all pods, the library confirms first.
        var lost = words.DemoList(new Standing { Peers = 0, Missing = 5 });
        var blip = drawn.Last(frame => frame.ToString().Contains(words.DemoConfirming(string.Empty), StringComparison.Ordinal) && frame.Lines.Count(line => line.Contains(lost, StringComparison.Ordinal)) == 2);
        if (Environment.GetEnvironmentVariable("PEERS_DEMO_PICTURES") is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, Path.GetFileName(picture)), ScreenPicture.Of(blip, $"headless-peers demo: {words.DemoBlip.Watch}"), TestContext.Current.CancellationToken);
        }

        var shown = drawn.SelectMany(frame => frame.Lines).Concat(run.Output.ReplaceLineEndings("\n").Split('\n')).Select(Steady).ToHashSet();
        NonEmpty.All(ScreenPicture.Lines(Repository.Read(picture)), line => Assert.Contains(Steady(line), shown));
        var text = Repository.Read(page);
        Assert.Contains($"]({picture})", text, StringComparison.Ordinal);
        var block = text.Split("```").Single(part => part.Contains(words.DemoSameFaults, StringComparison.Ordinal)).Split('\n').Where(line => line.Length > 0).ToArray();
        Assert.True(block.Length > 10, "The page shows too little of it.");
        NonEmpty.All(block, line => Assert.Contains(Steady(line), shown));
    }

    [Theory]
    [InlineData(80, 24, "xterm-256color", null, "Table", true)]
    [InlineData(79, 24, "xterm-256color", null, "Table", false)]
    [InlineData(80, 23, "xterm-256color", null, "Table", false)]
    [InlineData(80, 24, "dumb", null, "Table", false)]
    [InlineData(80, 24, "xterm-256color", "1", "Table", false)]
    [InlineData(80, 24, "xterm-256color", null, "Plain", false)]
    public void Only_a_terminal_with_colour_that_is_large_enough_is_drawn_on(int width, int height, string term, string? noColor, string format, bool live)
    {
        var variables = new Dictionary<string, string?> { ["TERM"] = term, ["NO_COLOR"] = noColor };
        using var host = new ToolHost
        {
            Output = new OutputStream(new MemoryStream()),
            Error = TextWriter.Null,
            Width = () => width,
            Height = () => height,
            Variable = variables.GetValueOrDefault,
            Interruption = new Interruption(),
        };

        Assert.Equal(live, Screen.IsLive(new Invocation(host, Words.English, new Presentation(Enum.Parse<OutputFormat>(format), ColorChoice.Auto, Verbose: false, Quiet: false), [])));
    }

    [Fact]
    public void The_end_lists_each_promise_with_its_figure_and_what_to_do_next()
    {
        var ledger = new Ledger(TimeProvider.System) { Outage = (5, 5), Emptied = TimeSpan.FromSeconds(17.1), Standings = [new Standing { Peers = 3, Calls = 100 }, new Standing { Peers = 3, Lost = 5, Calls = 90, Failed = 25 }, new Standing { Peers = 3, Lost = 10, Calls = 90, Failed = 75 }] };
        ledger.Called(20, 20);
        ledger.Finished(new StepResult("Scale to 1", TimeSpan.FromSeconds(17.25), 20, 20));
        ledger.Saw(new PeerChange(Sample.Snapshot(1, "10.0.0.1"), Sample.Snapshot(2, "10.0.0.1", "10.0.0.2")), []);

        Assert.Equal(
            ["0 in 1 changes of the lists", "120 of 120", "1 times, after 17.3 s at most", "5 of 5 kept by every pod", "after 17.1 s"],
            Promise.Of(ledger, Words.English).Select(promise => promise.Figure));
        NonEmpty.All(Promise.Of(ledger, Words.English), promise => Assert.True(promise.IsKept));

        ledger.Outage = (4, 5);
        Assert.Equal([true, true, true, false, true], Promise.Of(ledger, Words.English).Select(promise => promise.IsKept));
        Assert.True(ledger.IsBroken);
        NonEmpty.All(Promise.Of(new Ledger(TimeProvider.System), Words.English), promise => Assert.Null(promise.IsKept));
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
