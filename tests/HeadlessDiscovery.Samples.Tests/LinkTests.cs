using System.Text.RegularExpressions;

namespace HeadlessDiscovery.Samples.Tests;

/// <summary>Links between pages lead somewhere.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Repository.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_file_leads_to_one(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        foreach (Match link in Links().Matches(Repository.Read(page)))
        {
            var (path, anchor) = link.Groups[1].Value.Split('#') is [var file, var heading] ? (file, heading) : (link.Groups[1].Value, null);
            var target = path.Length == 0 ? Path.Combine(Repository.Root, page) : Path.GetFullPath(Path.Combine(folder, path));
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{page} links to {path}");
            if (anchor is not null)
            {
                Assert.Contains(anchor, Anchors(target));
            }
        }
    }

    // As the usual renderers make them: lower case, blanks as hyphens, other signs dropped.
    private static IEnumerable<string> Anchors(string file) => Headings().Matches(File.ReadAllText(file))
        .Select(match => Dropped().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?!\w+:)([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Dropped();
}
