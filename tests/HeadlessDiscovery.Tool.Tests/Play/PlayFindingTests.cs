using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Tool.Tests.Play;

/// <summary>The table of docs/doctor.md: what to type in <c>play</c> to see a finding.</summary>
public sealed class PlayFindingTests
{
    public static TheoryData<string, string> Rows
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (line, code) in Of("docs/doctor.md"))
            {
                data.Add(line, code);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Doctor_has_the_finding_of_the_row(string line, string code)
    {
        await using var scene = await PlayScene.StartAsync();
        await scene.TypeAsync(line);

        var json = Assert.Single((await scene.RunAsync("doctor", "-o", "json", "--timeout", "300ms")).Objects());

        Assert.Contains(code, json.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Doctor_finds_nothing_before_a_command_is_typed()
    {
        await using var scene = await PlayScene.StartAsync();

        var json = Assert.Single((await scene.RunAsync("doctor", "-o", "json")).Objects());

        Assert.Empty(json.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public void Both_languages_have_the_same_rows()
    {
        Assert.True(Of("docs/doctor.md").Count > 5);
        Assert.Equal(Of("docs/doctor.md"), Of("docs/ko/doctor.md"));
    }

    private static IReadOnlyList<(string Line, string Code)> Of(string page) =>
    [
        .. Repository.Read(page).Split("\n## HP1xx")[0].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => (line.Split('`')[1], line.Split('[')[1].Split(']')[0])),
    ];
}
