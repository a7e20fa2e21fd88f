using System.Diagnostics;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Tool.Tests.Processes;
using HeadlessDiscovery.Tool.Tests.Running;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Tests.Commands;

public sealed class CompletionTests
{
    public static TheoryData<string, string> Typed => new()
    {
        { "headless-peers reso", "resolve" },
        { "headless-peers resolve orders --outp", "--output" },
        { "headless-peers resolve orders --color ne", "never" },
        { "headless-peers explain HP311", "HP311" },
    };

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
    [MemberData(nameof(Typed))]
    [Trait("program", "own")]
    public Task Bash_completes_with_the_lines_of_the_page(string line, string expected) => CompletesAsync("bash", [], line, expected, page => $$"""
        headless-peers() { {{ToolProgram.Command}} "$@"; }
        {{page}}
        COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_CWORD={{line.Split(' ').Length - 1}}
        _headless_peers
        printf '%s\n' "${COMPREPLY[@]}"
        """);

    /// <summary>In place of the two builtins that only a terminal has: compadd adds what begins with the word at the cursor.</summary>
    [Theory]
    [MemberData(nameof(Typed))]
    [Trait("program", "own")]
    public Task Zsh_completes_with_the_lines_of_the_page(string line, string expected) => CompletesAsync("zsh", ["-f"], line, expected, page => $$"""
        headless-peers() { {{ToolProgram.Command}} "$@"; }
        compdef() { bound="$*"; }
        compadd() { print -rl -- "${(@M)${(@P)2}:#{{line.Split(' ')[^1]}}*}"; }
        {{page}}
        [[ $bound == "_headless_peers headless-peers" ]] || exit
        CURSOR={{line.Length}} BUFFER='{{line}}'
        _headless_peers
        """);

    [Theory]
    [MemberData(nameof(Typed))]
    [Trait("program", "own")]
    public Task Fish_completes_with_the_lines_of_the_page(string line, string expected) => CompletesAsync("fish", ["--no-config"], line, expected, page => $$"""
        function headless-peers; {{ToolProgram.Command}} $argv; end
        {{page}}
        complete -C '{{line}}'
        """);

    private static async Task CompletesAsync(string shell, string[] options, string line, string expected, Func<string, string> script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), $"The test uses {shell}.");
        Prerequisite.RequireProgram(shell, shell);

        var page = Repository.Read("docs/cli.md").Split($"```{shell}\n")[1].Split("```")[0];
        using var process = Process.Start(new ProcessStartInfo(shell, [.. options, "-c", script(page)]) { RedirectStandardOutput = true })!;
        var completed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(completed.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var only] && only == expected, $"'{line}' is completed in {shell} with: {completed}");
    }
}
