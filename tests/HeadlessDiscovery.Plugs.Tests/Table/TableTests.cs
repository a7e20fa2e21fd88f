using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Plugs.Tests.Table;

/// <summary>Every cell of the tables of docs/plugs.md is held by tests that exist: cells.tsv says which.</summary>
public sealed partial class TableTests
{
    private static readonly Lazy<HashSet<string>> Tests = new(() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)))
        .Select(method => method.Groups[1].Value)
        .ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Each_cell_has_its_tests_and_no_test_is_of_a_cell_that_is_not_there()
    {
        var held = Repository.Read("tests/HeadlessDiscovery.Plugs.Tests/Table/cells.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t')).ToArray();

        Assert.Equal(Cells().Order(StringComparer.Ordinal), held.Select(cell => $"{cell[0]} | {cell[1]}").Order(StringComparer.Ordinal));
        NonEmpty.All(held.SelectMany(cell => cell[2].Split(' ')), test => Assert.Contains(test, Tests.Value));
    }

    [Fact]
    public void Every_package_that_plugs_into_something_has_its_rows()
    {
        string[] others = ["HeadlessDiscovery.AspNetCore", "HeadlessDiscovery.HealthChecks", "HeadlessDiscovery.Testing", "HeadlessDiscovery.Tool"];
        var packages = Directory.GetDirectories(Path.Combine(Repository.Root, "src"), "HeadlessDiscovery.*").Select(folder => Path.GetFileName(folder)).Where(name => name != "HeadlessDiscovery").Except(others);
        var cells = Cells().ToArray();

        NonEmpty.All(packages, package => Assert.Contains(cells, cell => cell.StartsWith($"`{package}`", StringComparison.Ordinal)));
    }

    // The tables whose first column is a package, or what is written by hand.
    private static IEnumerable<string> Cells()
    {
        string[]? columns = null;
        foreach (var line in Repository.Read("docs/plugs.md").Split('\n'))
        {
            string[] cells = line.StartsWith('|') ? [.. line.Trim('|').Split('|').Select(cell => Link().Replace(cell.Trim(), "$1"))] : [];
            if (cells.Length == 0)
            {
                columns = null;
            }
            else if (columns is null && cells[0] is "package" or "by hand")
            {
                columns = cells;
            }
            else if (columns is not null && !cells[0].StartsWith("---", StringComparison.Ordinal))
            {
                foreach (var column in columns[1..])
                {
                    yield return $"{cells[0]} | {column}";
                }
            }
        }
    }

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"\[(.*?)\]\([^)]*\)")]
    private static partial Regex Link();
}
