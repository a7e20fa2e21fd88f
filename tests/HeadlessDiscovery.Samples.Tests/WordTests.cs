using System.Text.RegularExpressions;

namespace HeadlessDiscovery.Samples.Tests;

/// <summary>docs/words.md lists the words that texts do without.</summary>
public sealed partial class WordTests
{
    private const string List = "docs/words.md";

    private static readonly Regex Left = new(
        $@"\b(?:{string.Join('|', Row().Matches(Repository.Read(List)).Select(row => Regex.Escape(row.Groups[1].Value)))})(?:s|es|ed)?\b", RegexOptions.IgnoreCase);

    public static TheoryData<string> Pages => [.. Repository.Pages.Where(page => page != List), .. Repository.PackagePages, "llms.txt"];

    [Fact]
    public void The_list_has_its_words()
    {
        Assert.Matches(Left, "A look-up of an Octet.");
        Assert.DoesNotMatch(Left, "A lookup is forever; recommended.");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_does_without_the_words_on_the_left(string page) => Assert.Empty(Left.Matches(Repository.Read(page)).Select(word => word.Value));

    [Fact]
    public void The_code_s_comments_and_strings_do_without_the_words_on_the_left()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"))
            .ToArray();
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => Text().Matches(Repository.Read(file)).SelectMany(text => Left.Matches(text.Value)).Select(word => $"{file}: {word.Value}")));
    }

    [GeneratedRegex("^\\| `(.+?)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    // Comments, and what stands between quotes on one line.
    [GeneratedRegex("""//.*$|"(?:[^"\\\n]|\\.)*"|^[^"\n]*"{3}[^"]*"{3}""", RegexOptions.Multiline)]
    private static partial Regex Text();
}
