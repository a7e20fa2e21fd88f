using System.Diagnostics;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Tool.Tests.Processes;
using HeadlessDiscovery.Tool.Tests.Running;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Tests.Commands;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("headless-peers ", "demo", "play", "resolve", "explain", "--help", "--version")]
    [InlineData("headless-peers re", "resolve")]
    [InlineData("/usr/bin/headless-peers wat", "watch")]
    [InlineData("headless-peers resolve orders --ser", "--server")]
    [InlineData("headless-peers resolve orders -o ", "table", "json", "plain")]
    [InlineData("headless-peers watch orders --family v", "v4", "v6")]
    [InlineData("headless-peers explain HP31", "HP310", "HP311")]
    public async Task A_line_is_completed_at_its_end(string line, params string[] expected)
    {
        var run = await ToolRun.Of(new FakeResolvers(), $"[suggest:{line.Length}]", line);

        Assert.Equal(0, run.ExitCode);
        NonEmpty.All(expected, text => Assert.Contains(text, run.Lines));
    }

    [Fact]
    public async Task Only_what_stands_before_the_cursor_counts()
    {
        var run = await ToolRun.Of(new FakeResolvers(), "[suggest:17]", "headless-peers re orders --port 5000");

        Assert.Equal(["resolve"], run.Lines.Where(line => line.StartsWith("re", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("[suggest:x]", "headless-peers ")]
    [InlineData("[suggest]", "headless-peers ")]
    [InlineData("[suggest:3]")]
    public async Task What_is_not_such_a_question_is_wrong_usage(params string[] arguments) =>
        Assert.Equal(2, (await ToolRun.Of(new FakeResolvers(), arguments)).ExitCode);

    [Fact]
    public async Task Every_command_is_completed_from_its_first_letters()
    {
        foreach (var command in Application.Build(Words.English).Subcommands)
        {
            var line = $"headless-peers {command.Name[..^1]}";
            Assert.Contains(command.Name, (await ToolRun.Of(new FakeResolvers(), $"[suggest:{line.Length}]", line)).Lines);
        }
    }

    [Theory]
    [InlineData("headless-peers reso", "resolve")]
    [InlineData("headless-peers resolve orders --outp", "--output")]
    [InlineData("headless-peers resolve orders --color ne", "never")]
    [InlineData("headless-peers explain HP311", "HP311")]
    [Trait("program", "own")]
    public async Task Bash_completes_with_the_lines_of_the_page(string line, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test uses bash.");
        var page = Repository.Read("docs/cli.md").Split("```bash\n")[1].Split("```")[0];
        var script = $$"""
            headless-peers() { {{ToolProgram.Command}} "$@"; }
            {{page}}
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_CWORD={{line.Split(' ').Length - 1}}
            _headless_peers
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        var completed = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal([expected], completed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
