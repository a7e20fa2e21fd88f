using Spectre.Console;

namespace HeadlessDiscovery.Tool.Output.Table;

/// <summary>Text broken at blanks into lines of a width in columns.</summary>
internal static class Wrapped
{
    /// <summary>The columns that text takes of a terminal: wider lines are hard to read on any, and narrower than this they are no text.</summary>
    public static int Widest(IAnsiConsole console) => Math.Clamp(console.Profile.Width, 40, 80);

    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = string.Empty;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && Cells.Width(line) + 1 + Cells.Width(word) > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
