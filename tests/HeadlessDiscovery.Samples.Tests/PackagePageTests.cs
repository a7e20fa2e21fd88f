using System.Text.RegularExpressions;

namespace HeadlessDiscovery.Samples.Tests;

/// <summary>The page of each package shows code that compiles. It has no HTML, so no markers: its blocks are the parts of one sample.</summary>
public sealed partial class PackagePageTests
{
    public static TheoryData<string> Packages =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "src"), "PACKAGE.md", SearchOption.AllDirectories).Select(page => Path.GetFileName(Path.GetDirectoryName(page))).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_code_on_the_page_of_a_package_is_that_of_its_sample(string package)
    {
        string[] blocks = [.. Blocks().Matches(Repository.Read($"src/{package}/PACKAGE.md")).Select(block => block.Groups[1].Value)];
        var sample = $"docs/samples/Snippets/Packages/{package}.cs";

        Assert.Equal(package != "HeadlessDiscovery.Tool", blocks.Length > 0);
        Assert.Equal(blocks.Length > 0 ? MarkedCode.Read(sample, "package") : string.Empty, string.Join("\n\n", blocks));
    }

    [GeneratedRegex(@"^```csharp\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
