using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Tests;

/// <summary>Walks "Where do I change …?" of CONTRIBUTING.md: every file is there, and has the example that the change goes by.</summary>
public sealed partial class WhereToChangeTests
{
    private static readonly Dictionary<string, (string[] Examples, string[] Files)> Changes = Read();

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Fact]
    public void Ten_likely_changes_and_more_are_listed() => Assert.InRange(Changes.Count, 10, 20);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_file_of_a_change_has_the_example_that_it_goes_by(string change)
    {
        var (examples, files) = Changes[change];
        Assert.NotEmpty(examples);
        Assert.InRange(files.Length, 2, 14);
        NonEmpty.All(files, file => Assert.Contains(examples, example => Repository.Read(file).Contains(example, StringComparison.Ordinal)));
    }

    private static Dictionary<string, (string[] Examples, string[] Files)> Read()
    {
        var page = Repository.Read("CONTRIBUTING.md");
        var section = page[page.IndexOf("## Where do I change", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", StringComparison.Ordinal)];
        return Heads().Split(section)[1..].Chunk(3).ToDictionary(
            part => part[0],
            part => (Code(part[1]), Code(part[2]).Where(IsPath).ToArray()));
    }

    private static string[] Code(string text) => [.. Quoted().Matches(text).Select(code => code.Groups[1].Value)];

    private static bool IsPath(string code) => code.Contains('/', StringComparison.Ordinal) || code is "HeadlessDiscovery.sln" or "Directory.Packages.props" or "README.md" or "README.ko.md";

    [GeneratedRegex(@"^\*\*([^*]+)\*\*, as ([^\n]+):$", RegexOptions.Multiline)]
    private static partial Regex Heads();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
