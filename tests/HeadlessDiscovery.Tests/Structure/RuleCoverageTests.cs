using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Tests;

/// <summary>The numbers of docs/semantics.md, and those of what CoreDNS answers in docs/testing.md: every rule has a test that names it, and no number is cited that no page has.</summary>
public sealed partial class RuleCoverageTests
{
    private static readonly HashSet<string> Written =
    [
        .. HeadOfARule().Matches(Repository.Read("docs/semantics.md")).SelectMany(head => Number().Matches(head.Value)).Select(number => number.Value),
        .. RowOfARule().Matches(Repository.Read("docs/testing.md")).Select(row => row.Groups[1].Value),
    ];

    private static readonly ILookup<string, string> Tested = Sources("tests")
        .SelectMany(file => NamedByATest().Matches(file.Text).Select(name => (Rule: name.Groups[1].Value, file.Path)))
        .ToLookup(named => named.Rule, named => named.Path);

    public static TheoryData<string> Rules => [.. Written];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_test_names_the_rule(string rule) => Assert.NotEmpty(Tested[rule]);

    [Fact]
    public void The_page_has_rules_of_every_kind() =>
        Assert.Equal("C E H K L O P R S T W", string.Join(' ', Written.Select(rule => rule[0]).Distinct().Order()));

    [Fact]
    public void Every_rule_that_a_test_names_is_a_rule() => NonEmpty.All(Tested, named => Assert.True(Written.Contains(named.Key), $"{named.Key} in {named.First()}"));

    [Fact]
    public void Every_rule_that_a_comment_cites_is_a_rule()
    {
        var cited = Sources("src").Concat(Sources("tests"))
            .SelectMany(file => Comment().Matches(file.Text).SelectMany(comment => Number().Matches(comment.Value)).Select(number => (Rule: number.Value, file.Path)))
            .ToList();
        Assert.NotEmpty(cited);
        NonEmpty.All(cited, one => Assert.True(Written.Contains(one.Rule), $"{one.Rule} in {one.Path}"));
    }

    private static IEnumerable<(string Path, string Text)> Sources(string folder) =>
        Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Select(file => (Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file)));

    [GeneratedRegex(@"\*\*[A-Z]-\d+(, [A-Z]-\d+)*")]
    private static partial Regex HeadOfARule();

    [GeneratedRegex(@"^\| (K-\d+) \|", RegexOptions.Multiline)]
    private static partial Regex RowOfARule();

    [GeneratedRegex(@"\b[A-Z]-\d+\b")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:^\s*\[Trait\(""rule"", |^\s*\[InlineData\((?=""K-))""([^""]+)""", RegexOptions.Multiline)]
    private static partial Regex NamedByATest();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
