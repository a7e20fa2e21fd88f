using HeadlessDiscovery.Diagnosis;
using HeadlessDiscovery.Tool.Commands.Explain;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Commands;

public sealed class ExplainCommandTests
{
    [Fact]
    public async Task Every_finding_has_a_section_in_both_languages_and_a_check_of_doctor()
    {
        var codes = FindingCatalogue.All.Select(kind => kind.Code);
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Found("10.244.1.7"));
        var checks = Assert.Single((await ToolRun.Of(resolvers, "doctor", "orders", "--json")).Objects()).GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()!).ToList();

        Assert.Equal(codes, DoctorPages.Of(FindingLanguage.English).Keys);
        Assert.Equal(codes, DoctorPages.Of(FindingLanguage.Korean).Keys);
        NonEmpty.All(FindingCatalogue.All, kind => Assert.NotEmpty(kind.Checks.AsEnumerable()));
        NonEmpty.All(FindingCatalogue.All.SelectMany(kind => kind.Checks), check => Assert.Contains(check, checks));
    }

    [Fact]
    public void Every_section_says_what_to_look_at_and_what_to_change()
    {
        NonEmpty.All(DoctorPages.Of(FindingLanguage.English), section =>
        {
            Assert.Contains("Look:", section.Value, StringComparison.Ordinal);
            Assert.Contains("Change", section.Value, StringComparison.Ordinal);
        });
        NonEmpty.All(DoctorPages.Of(FindingLanguage.Korean), section =>
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
}
