using System.CommandLine;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Tool.Commands;
using HeadlessDiscovery.Tool.Tests.Running;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Tests.Commands;

public sealed partial class HelpTests
{
    public static TheoryData<string> CommandNames() => [.. Application.Build(Words.English).Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(CommandNames))]
    public async Task The_help_of_each_command_ends_with_three_examples_and_the_exit_codes(string name)
    {
        foreach (var words in (Words[])[Words.English, Words.Korean])
        {
            var command = (ToolCommand)Application.Build(words).Subcommands.Single(c => c.Name == name);
            var run = await ToolRun.Of(new FakeResolvers(), name, "--help", "--lang", ReferenceEquals(words, Words.Korean) ? "ko" : "en");

            Assert.Equal(0, run.ExitCode);
            Assert.Equal(3, command.Help.Examples.Count);
            NonEmpty.All(command.Help.Examples, example => Assert.Contains(example.Line, run.Output, StringComparison.Ordinal));
            Assert.EndsWith(string.Join('\n', command.Help.Exits.Select(exit => $"  {exit}")) + "\n", run.Output, StringComparison.Ordinal);
            NonEmpty.All(command.Options, option => Assert.Contains(option.Name, run.Output, StringComparison.Ordinal));
            NonEmpty.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
        }
    }

    [Fact]
    public void The_page_lists_every_command_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cli.md")).ReplaceLineEndings("\n");
        var listed = page.Split("```\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);

        NonEmpty.All(listed, line => Assert.StartsWith("headless-peers ", line, StringComparison.Ordinal));
        Assert.Equal(
            Application.Build(Words.English).Subcommands.Select(command => command.Name).Order(StringComparer.Ordinal),
            listed.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).Order(StringComparer.Ordinal));

        // With the arguments that stand there, before what each does, and a value for each word in capitals.
        NonEmpty.All(listed, line =>
        {
            var typed = line["headless-peers ".Length..45].Replace("[-- COMMAND]", string.Empty, StringComparison.Ordinal).Replace("NAME", "orders", StringComparison.Ordinal).Replace("CODE", "HP311", StringComparison.Ordinal).Replace(" N", " 3", StringComparison.Ordinal);
            Assert.Empty(Application.Build(Words.English).Parse(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Errors);
        });
    }

    [Theory]
    [MemberData(nameof(CommandNames))]
    public void The_page_has_every_option_of_a_command(string name)
    {
        var page = Repository.Read("docs/cli.md");
        Assert.All(Application.Build(Words.English).Subcommands.Single(command => command.Name == name).Options, option => Assert.Contains(option.Name, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_line_of_the_pages_is_understood()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Concat(Directory.GetFiles(Repository.Root, "README*.md"));
        var lines = pages.SelectMany(page => Commands().Matches(File.ReadAllText(page)).Select(match => (Page: Path.GetFileName(page), Arguments: match.Groups[1].Value))).ToArray();

        Assert.True(lines.Length > 10);
        NonEmpty.All(lines, line =>
        {
            var arguments = line.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeWhile(argument => argument is not ("--" or "|" or "||" or ">" or "#" or "&&" or "\\"));
            Assert.True(Application.Build(Words.English).Parse([.. arguments]).Errors.Count == 0, $"{line.Page}: headless-peers {line.Arguments}");
        });
    }

    [Fact]
    public async Task Examples_in_the_help_are_commands_that_are_understood()
    {
        foreach (var command in Application.Build(Words.English).Subcommands.Cast<ToolCommand>())
        {
            foreach (var example in command.Help.Examples.Where(example => example.Line.StartsWith("headless-peers ", StringComparison.Ordinal)))
            {
                var arguments = example.Line.Split(' ').Skip(1).TakeWhile(argument => argument is not ("--" or "|" or "||" or ">"));
                Assert.Empty(Application.Build(Words.English).Parse([.. arguments]).Errors);
            }
        }

        Assert.Equal(0, (await ToolRun.Of(new FakeResolvers(), "--help")).ExitCode);
    }

    [Fact]
    public async Task The_version_is_one_line() => Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", (await ToolRun.Of(new FakeResolvers(), "--version")).Output);

    // A line of a block: with a prompt, behind a pipe, or from a folder.
    [GeneratedRegex(@"^(?:\$ |.*\| |tools/|\$ tools/)headless-peers ((?:demo|play|resolve|watch|doctor|wait|expand|config|explain|manifest)\b[^\n`]*)$", RegexOptions.Multiline)]
    private static partial Regex Commands();
}
