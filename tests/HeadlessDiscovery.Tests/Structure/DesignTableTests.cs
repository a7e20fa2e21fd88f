using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Tests;

/// <summary>docs/design.md shows the rooms as <see cref="StructureTests"/> enforces them.</summary>
public sealed partial class DesignTableTests
{
    [Fact]
    public void The_rooms_and_whom_they_know_are_those_of_the_page() =>
        Assert.Equal(Lines(StructureTests.MayKnow), Lines(Table("Rooms")));

    [Fact]
    public void The_libraries_and_where_they_are_named_are_those_of_the_page() =>
        Assert.Equal(Lines(StructureTests.Foreign), Lines(Table("Libraries inside")));

    private static IEnumerable<string> Lines(Dictionary<string, string[]> table) =>
        table.Select(row => $"{row.Key}: {string.Join(", ", row.Value.Order(StringComparer.Ordinal))}");

    // The rows of the first table below a heading: its first cell, and the names in its second.
    private static Dictionary<string, string[]> Table(string heading)
    {
        var page = Repository.Read("docs/design.md");
        var from = page.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        Assert.True(from >= 0, $"docs/design.md has no heading '{heading}'");
        var section = page[from..].Split("\n## ")[0];
        return Rows().Matches(section).ToDictionary(
            row => row.Groups[1].Value,
            row => Names().Matches(row.Groups[2].Value).Select(name => name.Value).ToArray());
    }

    [GeneratedRegex(@"^\| `([\w/]+)` \|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"[\w/]+")]
    private static partial Regex Names();
}
