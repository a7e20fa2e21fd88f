using System.CommandLine;
using System.Globalization;

namespace HeadlessDiscovery.Tool;

/// <summary>What could stand at the cursor of a command line, as System.CommandLine knows it. A shell asks with <c>headless-peers [suggest:POSITION] "LINE"</c>, the protocol of dotnet-suggest.</summary>
internal static class Completion
{
    private const string Start = "[suggest:";

    /// <summary>A line for each, or null where the arguments are not such a question.</summary>
    public static string? Of(RootCommand root, IReadOnlyList<string> arguments)
    {
        if (arguments is not [var directive, var line]
            || !directive.StartsWith(Start, StringComparison.Ordinal)
            || !directive.EndsWith(']')
            || !int.TryParse(directive.AsSpan(Start.Length, directive.Length - Start.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return null;
        }

        // What stands first on the line is the program, however it was found.
        var program = line.AsSpan().IndexOf(' ');
        var rest = program < 0 ? string.Empty : line[(program + 1)..];
        var at = Math.Clamp(position - program - 1, 0, rest.Length);
        var known = root.Parse(rest[..at]).GetCompletions(at).Select(item => item.InsertText ?? item.Label);
        return string.Concat(known.Select(text => $"{text}\n"));
    }

    /// <summary>Gives each option whose help lists its values those values.</summary>
    public static void AddValues(Command command)
    {
        foreach (var option in command.Options.Where(option => option.HelpName?.Contains('|', StringComparison.Ordinal) == true))
        {
            option.CompletionSources.Add(option.HelpName!.Split('|'));
        }
    }
}
