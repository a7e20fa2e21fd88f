using System.Text.RegularExpressions;

namespace HeadlessDiscovery.Samples.Tests;

/// <summary>llms.txt, in the form of https://llmstxt.org: a title, a quote, and sections that are lists of links.</summary>
public sealed partial class LanguageModelPageTests
{
    private static readonly string[] Lines = Repository.Read("llms.txt").Split('\n');

    [Fact]
    public void It_lists_every_page_once_and_no_other()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Concat(["README.md", "CHANGELOG.md", "CONTRIBUTING.md"]);

        Assert.Equal(pages.Order(StringComparer.Ordinal), Lines.Select(line => Link().Match(line)).Where(link => link.Success).Select(link => link.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_has_the_usual_form()
    {
        Assert.Equal("# HeadlessDiscovery", Lines[0]);
        Assert.StartsWith("> ", Lines[2], StringComparison.Ordinal);
        NonEmpty.All(Lines.SkipWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)), line => Assert.True(line.Length == 0 || line.StartsWith("## ", StringComparison.Ordinal) || Link().IsMatch(line), line));
    }

    [GeneratedRegex(@"^- \[[^\]]+\]\(([^)]+)\): \S")]
    private static partial Regex Link();
}
