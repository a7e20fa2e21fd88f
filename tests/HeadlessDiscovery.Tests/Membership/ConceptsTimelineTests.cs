using System.Globalization;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Tests.Membership;

/// <summary>The time line of docs/concepts.md is what the rules make of its answers.</summary>
public sealed partial class ConceptsTimelineTests
{
    [Fact]
    [Trait("rule", "R-1")]
    public void Each_row_follows_from_the_rows_before_it()
    {
        var rules = new Rules();
        var rows = Rows().ToArray();
        Assert.True(rows.Length >= 10);
        for (var i = 0; i < rows.Length; i++)
        {
            Play(rules, rows[i].At, rows[i].Answer);
            Assert.Equal((rows[i].Peers, rows[i].Held), (Letters(rules.Peers), Letters(rules.Held)));
            Assert.Equal(rows[i].Why == "stale", rules.Now.IsStale);
            if (QueriedAgain().Match(rows[i].Why) is { Success: true } again)
            {
                foreach (var after in again.Groups[1].Value.Split(", ").Select(text => double.Parse(text, CultureInfo.InvariantCulture)))
                {
                    Play(rules, rows[i].At + after, rows[i].Answer);
                }
            }
        }
    }

    private static void Play(Rules rules, double at, string answer)
    {
        if (at == rules.Elapsed.TotalSeconds && at > 0)
        {
            return;
        }

        rules.Wait(at - rules.Elapsed.TotalSeconds);
        _ = answer switch
        {
            "SERVFAIL" => rules.Unknown(),
            "NXDOMAIN" => rules.Empty(),
            _ => rules.Found(string.Join(' ', answer.Split(' ').Select(letter => $"10.0.0.{letter[0] - 'A' + 1}"))),
        };
    }

    private static string Letters(string addresses) =>
        string.Join(' ', addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(address => (char)('A' + int.Parse(address.Split('.')[3], CultureInfo.InvariantCulture) - 1)));

    private static IEnumerable<(double At, string Answer, string Peers, string Held, string Why)> Rows()
    {
        var page = Repository.Read("docs/concepts.md");
        var lines = page[(page.IndexOf("s   answer", StringComparison.Ordinal))..].Split('\n').Skip(1).TakeWhile(line => line != "```");
        foreach (var line in lines)
        {
            var cells = Gap().Split(line.Trim());
            var why = cells.Length > 4 ? cells[4] : string.Empty;
            yield return (double.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], Set(cells[2]), Set(cells[3]), why);
        }
    }

    private static string Set(string cell) => cell is "-" or "(nobody)" ? string.Empty : cell;

    [GeneratedRegex("(?<=^[0-9]+) +|  +")]
    private static partial Regex Gap();

    [GeneratedRegex("queried again after ([0-9, ]+) s")]
    private static partial Regex QueriedAgain();
}
