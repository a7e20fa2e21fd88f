using System.CommandLine;
using HeadlessDiscovery.Tool.Commands;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool;

/// <summary>The help of the tool and of each command: usage, options, three examples, the exit codes.</summary>
internal static class HelpText
{
    public const string Program = "headless-peers";

    public static string Of(Command command, Words words) => command is ToolCommand tool ? OfCommand(tool, words) : OfTool(command, words);

    private static string OfTool(Command root, Words words)
    {
        var lines = new List<string> { words.Tool, string.Empty, words.Usage, $"  {Program} COMMAND", string.Empty, words.CommandsTitle };
        lines.AddRange(Columns([.. root.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? string.Empty))]));
        lines.AddRange([string.Empty, words.OptionsTitle]);
        lines.AddRange(Columns(Rows(root)));
        lines.AddRange([string.Empty, words.MoreHelp]);
        return Join(lines);
    }

    private static string OfCommand(ToolCommand command, Words words)
    {
        var arguments = string.Concat(command.Arguments.Select(a => $" {a.Name}"));
        var trailing = command.TakesCommand ? " [-- COMMAND]" : string.Empty;
        var lines = new List<string> { command.Description!, string.Empty, words.Usage, $"  {Program} {command.Name}{arguments} [OPTIONS]{trailing}" };
        if (command.Arguments.Count > 0)
        {
            lines.AddRange([string.Empty, words.Arguments]);
            List<(string, string)> rows = [.. command.Arguments.Select(a => (a.Name, a.Description ?? string.Empty))];
            if (command.TakesCommand)
            {
                rows.Add(("-- COMMAND", words.TrailingCommand));
            }

            lines.AddRange(Columns(rows));
        }

        lines.AddRange([string.Empty, words.OptionsTitle]);
        lines.AddRange(Columns(Rows(command)));
        lines.AddRange([string.Empty, words.ExamplesTitle]);
        lines.AddRange(command.Help.Examples.SelectMany(example => (string[])[$"  # {example.Says}", $"  {example.Line}"]));
        lines.AddRange([string.Empty, words.ExitCodesTitle]);
        lines.AddRange(command.Help.Exits.Select(exit => $"  {exit}"));
        return Join(lines);
    }

    private static List<(string, string)> Rows(Command command) =>
    [
        .. command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(o => o.Recursive)))
            .Where(option => !option.Hidden)
            .Select(option => (Label(option), option.Description ?? string.Empty)),
    ];

    private static string Label(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));
        return option.HelpName is { } value ? $"{names} {value}" : names;
    }

    private static IEnumerable<string> Columns(IReadOnlyList<(string Left, string Right)> rows)
    {
        var width = rows.Max(row => row.Left.Length);
        return rows.Select(row => $"  {row.Left.PadRight(width)}  {row.Right}");
    }

    private static string Join(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";
}
