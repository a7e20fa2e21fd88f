using HeadlessDiscovery.Tool.Commands.Demo.Screens;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Tests.Running;
using HeadlessDiscovery.Tool.Text;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Tests.Demo;

public sealed class FrameTests
{
    public static TheoryData<string, int, int> Sizes() => new()
    {
        { "en", 80, 24 },
        { "en", 100, 30 },
        { "ko", 80, 24 },
        { "ko", 100, 30 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_fullest_moment_of_each_step_is_shown_whole(string language, int width, int height)
    {
        var words = WordsOf(language);
        foreach (var step in Steps(words))
        {
            var view = Fullest(words) with { Chapter = new Chapter(step, 6, 9) };
            var lines = Frame.Draw(view, words, width, height);
            var text = string.Join('\n', lines.Select(line => line.Text));

            Assert.InRange(lines.Count, 1, height - 1);
            NonEmpty.All(lines, line => Assert.InRange(Cells.Width(line.Text), 0, width - 1));
            Assert.DoesNotContain('…', text);
            Assert.Equal(step.Watch, string.Join(' ', lines.Skip(1).TakeWhile(line => line != FrameLine.Empty).Select(line => line.Text)));
            NonEmpty.All(words.DemoContenders, contender => Assert.Single(lines, line => line.Text.StartsWith(contender, StringComparison.Ordinal)));
            Assert.Contains(lines, line => line.Text == words.DemoLegend);
            Assert.Contains(view.Countdown, string.Join(' ', lines.Select(line => line.Text)), StringComparison.Ordinal);
            NonEmpty.All(view.Rows, row => Assert.Single(lines, line => line.Text.StartsWith($"{row.Name} ", StringComparison.Ordinal) && line.Text.Contains($" {row.Sees} ", StringComparison.Ordinal) && line.Text.Contains(row.LastChange, StringComparison.Ordinal)));
            NonEmpty.All(view.Leaving, pod => Assert.Contains(pod, text, StringComparison.Ordinal));
            Assert.Equal(words.DemoFooter(view.NameServer), lines[^1].Text);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void All_that_the_lesson_says_fits_below_the_pods(string language, int width, int height)
    {
        var words = WordsOf(language);
        string[] said =
        [
            words.DemoOneAddress("orders", "127.0.1.100"),
            words.DemoNotHeadless,
            words.DemoAddresses("orders-headless", 3),
            words.DemoPlainCall("orders-headless", "pod-1"),
            words.DemoCallAll(3, 3),
        ];
        var view = Fullest(words) with { Chapter = new Chapter(words.DemoLesson, 2, 9), Countdown = string.Empty, Leaving = [], Rows = [.. Fullest(words).Rows.Take(4)], Story = [.. said] };

        var text = string.Join(' ', Frame.Draw(view, words, width, height).Select(line => line.Text));

        NonEmpty.All(said, line => Assert.Contains(line, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Colour_follows_the_harm()
    {
        var (lost, stale, careful) = (Line(new Standing { Peers = 0, Missing = 5, Lost = 5 }), Line(new Standing { Peers = 5, IsStale = true }), Line(new Standing { Peers = 5, Held = 5 }));

        Assert.Equal(Color.Red, lost.Parts[0].Style.Foreground);
        Assert.Equal(Color.Red, lost.Parts[1].Style.Foreground);
        Assert.Equal(Color.Olive, stale.Parts[0].Style.Foreground);
        NonEmpty.All(careful.Parts, part => Assert.Equal(Color.Default, part.Style.Foreground));

        // What was lost stays red when the list is whole again.
        var again = Line(new Standing { Peers = 5, Lost = 5, Failed = 25, Calls = 100 });
        Assert.Equal([Color.Default, Color.Red, Color.Red], again.Parts.Select(part => part.Style.Foreground));
    }

    [Theory]
    [InlineData(5, 0, 0, false, "5")]
    [InlineData(7, 2, 0, false, "5, and 2 being confirmed")]
    [InlineData(5, 5, 0, false, "5, all being confirmed")]
    [InlineData(5, 0, 0, true, "5, stale")]
    [InlineData(0, 0, 5, false, "0, without 5 live pods")]
    public void Held_peers_count_apart(int peers, int held, int missing, bool stale, string text) =>
        Assert.Equal(text, Words.English.DemoList(new Standing { Peers = peers, Held = held, Missing = missing, IsStale = stale, Lost = missing }));

    [Fact]
    public void The_oldest_of_the_story_gives_way_to_what_is_shown_now()
    {
        var view = Fullest(Words.English) with { Story = [.. Enumerable.Range(1, 20).Select(number => $"line {number}.")] };

        var lines = Frame.Draw(view, Words.English, 100, 30).Select(line => line.Text).ToArray();

        Assert.Equal(29, lines.Length);
        Assert.Contains("line 20.", lines);
        Assert.DoesNotContain("line 1.", lines);
    }

    private static FrameLine Line(Standing standing) => Frame.Draw(Fullest(Words.English) with { Standings = [standing] }, Words.English, 80, 24)
        .Single(line => line.Text.StartsWith("HeadlessDiscovery", StringComparison.Ordinal));

    private static Words WordsOf(string language) => language == "ko" ? Words.Korean : Words.English;

    private static StepText[] Steps(Words words) =>
        [words.DemoStart, words.DemoLesson, words.DemoScaleTo(5), words.DemoBlip, words.DemoOutage, words.DemoRolling, words.DemoScaleTo(1), words.DemoScaleTo(0), words.DemoScaleTo(3)];

    // A rolling update: five new pods and one to go, five that left and are held, each with a hold of its own.
    private static DemoView Fullest(Words words)
    {
        var holds = string.Join(" · ", Enumerable.Range(1, 5).Select(pod => words.DemoCountdown($"{pod}", 3, 3, 14, 15)));
        var rows = Enumerable.Range(6, 6).Select(number => new PodRow($"pod-{number}", "127.0.1.100", Sample.Held(3, ["10.0.0.1"], "10.0.0.1", "10.0.0.2"), "10: 1~ 2~ 3~ 4~ 5~ 6 7 8 9 10", "2.0", $"+11 -1 -2 ~3  {words.DemoAgo(TimeSpan.FromSeconds(12))}"))
            .Append(new PodRow("client", "-", Sample.Stale(3, "10.0.0.1"), "10: 1~ 2~ 3~ 4~ 5~ 6 7 8 9 10", "-", $"~1 ~2 ~3 ~4 ~5  {words.DemoAgo(TimeSpan.FromSeconds(12))}"));
        return new DemoView
        {
            Elapsed = TimeSpan.FromSeconds(119),
            Chapter = new Chapter(words.DemoRolling, 6, 9),
            Live = 10,
            Standings =
            [
                new Standing { Peers = 10, Held = 5, Calls = 600 },
                new Standing { Peers = 0, Missing = 10, Lost = 25, Calls = 600, Failed = 125 },
                new Standing { Peers = 10, IsStale = true, Lost = 25, Calls = 600, Failed = 125 },
            ],
            Countdown = words.DemoConfirming(holds),
            Rows = [.. rows],
            Leaving = ["pod-1", "pod-2", "pod-3", "pod-4", "pod-5"],
            Story = [],
            NameServer = "127.0.0.1:40927",
        };
    }
}
