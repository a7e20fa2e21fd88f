using System.Globalization;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Text;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>One picture of the live screen, as lines. Nothing in it is cut: what does not fit in the height is the oldest part of the story.</summary>
internal static class Frame
{
    public const int LeastWidth = 80;
    public const int LeastHeight = 24;

    // From here on the addresses fit too.
    private const int WideEnough = 100;

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Quiet = new(decoration: Decoration.Dim);
    private static readonly Style Red = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Amber = new(Color.Olive);

    /// <summary>The columns of each cell of a pod, with the blank behind it; 0 for one that is left out. All of them fill the line but for its last column.</summary>
    private static int[] Columns(int width)
    {
        int[] columns = width >= WideEnough ? [8, 12, 14, 31, 5, 0] : [8, 0, 14, 31, 0, 0];
        columns[^1] = width - 1 - columns.Sum();
        return columns;
    }

    /// <summary>The lines of a frame, at most one less than the height: the terminal keeps the last one for itself.</summary>
    public static IReadOnlyList<FrameLine> Draw(DemoView view, Words words, int width, int height)
    {
        var usable = width - 1;
        List<FrameLine> lines =
        [
            Title(view, words, usable),
            .. Wrapped.Lines(view.Chapter.Step.Watch, usable).Select(line => new FrameLine(line)),
            FrameLine.Empty,
            new FrameLine(Scores.Heading(view.Live, words), Quiet),
            .. view.Standings.Select((standing, contender) => Score(contender, standing, words)),
            .. view.Countdown.Length == 0 ? [FrameLine.Empty] : Wrapped.Lines(view.Countdown, usable).Select(line => new FrameLine(line, Strong)),
            new FrameLine(words.DemoLegend, Quiet),
            FrameLine.Empty,
            .. Pods(view, words, width),
        ];
        if (!view.Leaving.IsEmpty)
        {
            lines.AddRange(Wrapped.Lines(words.DemoLeaving(string.Join(' ', view.Leaving)), usable).Select(line => new FrameLine(line, Quiet)));
        }

        // A blank line is the first to give way.
        while (lines.Count + 2 > height && lines.LastIndexOf(FrameLine.Empty) is >= 0 and var blank)
        {
            lines.RemoveAt(blank);
        }

        var story = view.Story.SelectMany(text => Wrapped.Lines(text, usable)).ToArray();
        var room = Math.Max(0, height - 1 - lines.Count - 1);
        lines.AddRange(story.TakeLast(room).Select(line => new FrameLine(line)));
        lines.Add(new FrameLine(words.DemoFooter(view.NameServer), Quiet));
        return lines;
    }

    private static FrameLine Title(DemoView view, Words words, int usable)
    {
        var clock = string.Create(CultureInfo.InvariantCulture, $"{(int)view.Elapsed.TotalMinutes}:{view.Elapsed.Seconds:00}");
        var title = $"headless-peers demo   {words.DemoStep(view.Chapter)}";
        return new FrameLine(Cells.Pad(title, usable - clock.Length) + clock, Strong);
    }

    private static FrameLine Score(int contender, Standing standing, Words words)
    {
        var now = standing.Harm switch
        {
            Harm.Lost => Red,
            Harm.Stale => Amber,
            _ => Style.Plain,
        };
        var cells = Scores.Cells(contender, standing, words);
        return new FrameLine((cells[0] + cells[1], now), (cells[2], standing.Lost > 0 ? Red : Style.Plain), (cells[3], standing.Failed > 0 ? Red : Style.Plain));
    }

    private static IEnumerable<FrameLine> Pods(DemoView view, Words words, int width)
    {
        var columns = Columns(width);
        yield return new FrameLine(Cut(words.DemoColumns, columns), Quiet);
        foreach (var row in view.Rows)
        {
            var style = row.Snapshot switch
            {
                { IsResolved: false } => Quiet,
                { IsStale: true } => Amber,
                _ => Style.Plain,
            };
            yield return new FrameLine(Cut([row.Name, row.Address, words.DemoState(row.Snapshot), row.Sees, row.Expires, row.LastChange], columns), style);
        }
    }

    private static string Cut(IReadOnlyList<string> cells, IReadOnlyList<int> columns) =>
        string.Concat(cells.Zip(columns).Where(cell => cell.Second > 0).Select(cell => Cells.Pad(Cells.Crop(cell.First, cell.Second - 1), cell.Second))).TrimEnd();
}

/// <summary>A line of a frame: parts, each in its style.</summary>
internal sealed record FrameLine(params IReadOnlyList<(string Text, Style Style)> Parts)
{
    public FrameLine(string text)
        : this((text, Style.Plain))
    {
    }

    public FrameLine(string text, Style style)
        : this((text, style))
    {
    }

    public static FrameLine Empty { get; } = new(" ");

    public string Text => string.Concat(Parts.Select(part => part.Text));
}
