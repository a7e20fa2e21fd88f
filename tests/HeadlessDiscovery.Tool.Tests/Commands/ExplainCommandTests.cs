using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Tool.Commands.Explain;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Commands;

public sealed partial class ExplainCommandTests
{
    [Fact]
    public void Every_code_of_the_library_has_a_section_in_both_languages_and_no_section_is_without_a_code()
    {
        var codes = Directory.GetFiles(Path.Combine(Repository.Root, "src", "HeadlessDiscovery", "Diagnosis"), "*.cs")
            .SelectMany(file => Codes().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();

        Assert.True(codes.Length >= 29, string.Join(' ', codes));
        Assert.Equal(codes, DoctorPages.Of(FindingLanguage.English).Keys);
        Assert.Equal(codes, DoctorPages.Of(FindingLanguage.Korean).Keys);
    }

    [Fact]
    public void Every_section_says_what_to_look_at_and_what_to_change()
    {
        Assert.All(DoctorPages.Of(FindingLanguage.English), section =>
        {
            Assert.Contains("Look:", section.Value, StringComparison.Ordinal);
            Assert.Contains("Change", section.Value, StringComparison.Ordinal);
        });
        Assert.All(DoctorPages.Of(FindingLanguage.Korean), section =>
        {
            Assert.Contains("확인:", section.Value, StringComparison.Ordinal);
            Assert.Contains("해결:", section.Value, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("HP311", "en", "A StatefulSet numbers its pods from 0 without gaps.")]
    [InlineData("311", "en", "A StatefulSet numbers its pods from 0 without gaps.")]
    [InlineData("hp311", "ko", "StatefulSet은 파드에 0부터 빈 번호 없이 번호를 붙인다.")]
    public async Task A_page_is_shown_without_a_network_and_without_signs_of_markdown(string code, string language, string says)
    {
        var run = await ToolRun.Of(new FakeResolvers(), "explain", code, "--lang", language);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("HP311", run.Lines[0]);
        Assert.Contains(says, run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("      publishNotReadyAddresses: true", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("*", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("`", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit_codes_are_explained_and_json_has_the_text()
    {
        var text = await ToolRun.Of(new FakeResolvers(), "explain", "exit-codes");
        var json = await ToolRun.Of(new FakeResolvers(), "explain", "HP302", "-o", "json");

        Assert.Contains("3 means that the DNS lookup failed", text.Output, StringComparison.Ordinal);
        Assert.Equal("HP302", Assert.Single(json.Objects()).GetProperty("code").GetString());
        Assert.Contains("clusterIP: None", json.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex("\"(HP[1-3][0-9]{2})\"")]
    private static partial Regex Codes();
}
