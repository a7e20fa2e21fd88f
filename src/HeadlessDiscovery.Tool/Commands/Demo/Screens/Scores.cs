using System.Collections.Immutable;
using System.Globalization;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>The contenders side by side, a row each: HeadlessDiscovery, "take the last answer", "drop on error".</summary>
internal static class Scores
{
    // The widest name and its blank; the list; what was lost. What failed ends the line, and all of it 79 columns.
    private static readonly int[] Widths = [21, 31, 15];

    /// <summary>HeadlessDiscovery first. What it lost is what all pods lost, not its client alone.</summary>
    public static ImmutableArray<Standing> Of(Contest contest, int lost) => [contest.Library with { Lost = lost }, contest.TakeLastAnswer, contest.DropOnError];

    public static string Heading(int live, Words words) => string.Concat(Padded([words.DemoLive(live), .. words.DemoScoreColumns]));

    /// <summary>The cells of one contender, padded: its name, its list, what it lost, what failed.</summary>
    public static IReadOnlyList<string> Cells(int contender, Standing standing, Words words) => Padded(
        [words.DemoContenders[contender], words.DemoList(standing), Number(standing.Lost), words.DemoOf(standing.Failed, standing.Calls)]);

    public static IEnumerable<string> Lines(int live, ImmutableArray<Standing> standings, Words words) =>
        standings.Select((standing, contender) => string.Concat(Cells(contender, standing, words))).Prepend(Heading(live, words));

    /// <summary>At the end, where only the counts matter.</summary>
    public static IEnumerable<string> Final(ImmutableArray<Standing> standings, Words words) =>
        standings.Select((standing, contender) => $"{Output.Table.Cells.Pad(words.DemoContenders[contender], Widths[0])} {words.DemoScore(standing)}");

    /// <summary>How far the removal of held peers is confirmed, for example <c>4 5: 2 of 3 answers, 9 of 15 s</c>; empty where nobody is held.</summary>
    public static string Countdown(Cluster cluster, Words words)
    {
        var groups = cluster.Outside.Holds
            .GroupBy(hold => (hold.Confirmations, hold.Needed, Whole: (int)hold.HeldFor.TotalSeconds, hold.HeldAtLeast))
            .Select(group => words.DemoCountdown(
                string.Join(' ', group.Select(hold => ChangeText.Number(hold.Peer, cluster))),
                Math.Min(group.Key.Confirmations, group.Key.Needed),
                group.Key.Needed,
                Math.Min(group.Key.Whole, (int)group.Key.HeldAtLeast.TotalSeconds),
                (int)group.Key.HeldAtLeast.TotalSeconds))
            .ToArray();
        return groups.Length == 0 ? string.Empty : words.DemoConfirming(string.Join(" · ", groups));
    }

    private static string[] Padded(IReadOnlyList<string> cells) => [.. cells.Select((cell, column) => column < Widths.Length ? Output.Table.Cells.Pad(cell, Widths[column]) : cell)];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
