using System.Text.RegularExpressions;
using HeadlessDiscovery.Diagnosis;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Tests.Diagnosis;

/// <summary>The rows of the catalogue against all that has one: the rules and both pages. A test of the tool has the checks of <c>doctor</c>.</summary>
public sealed partial class FindingCatalogueTests
{
    [Fact]
    public void Codes_are_unique_and_in_order() =>
        Assert.Equal(FindingCatalogue.All.Select(kind => kind.Code).Distinct().Order(StringComparer.Ordinal), FindingCatalogue.All.Select(kind => kind.Code));

    [Fact]
    public void No_code_is_written_outside_the_catalogue()
    {
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin") && Path.GetFileName(file) != "FindingCatalogue.cs")
            .ToList();
        Assert.NotEmpty(sources);
        Assert.Empty(sources.SelectMany(file => Codes().Matches(Comments().Replace(File.ReadAllText(file), string.Empty)).Select(code => $"{code.Value} in {Path.GetFileName(file)}")));
    }

    [Fact]
    public void Every_row_is_used_by_a_rule()
    {
        var rules = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "src", "HeadlessDiscovery", "Diagnosis"), "*Findings.cs").Select(File.ReadAllText));
        var names = typeof(FindingCatalogue).GetFields().Where(field => field.IsLiteral).ToDictionary(field => (string)field.GetRawConstantValue()!, field => field.Name);
        NonEmpty.All(FindingCatalogue.All, kind => Assert.Contains($"FindingCatalogue.{names[kind.Code]}", rules, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("docs/doctor.md")]
    [InlineData("docs/ko/doctor.md")]
    public void The_page_has_a_section_for_each_row(string page) =>
        Assert.Equal(FindingCatalogue.All.Select(kind => kind.Code), Sections().Matches(Repository.Read(page)).Select(section => section.Groups[1].Value));

    [GeneratedRegex(@"HP\d{3}")]
    private static partial Regex Codes();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^### (HP\d{3})$", RegexOptions.Multiline)]
    private static partial Regex Sections();
}
