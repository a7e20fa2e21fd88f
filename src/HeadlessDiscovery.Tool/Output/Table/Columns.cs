using HeadlessDiscovery.Tool.Commands;

namespace HeadlessDiscovery.Tool.Output.Table;

/// <summary>Rows under headings, without lines between: what can be read aloud and cut by column.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    public static void Write(Invocation invocation, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> lines = [.. rows.Select(row => row.Select(cell => Terminal.Fit(cell, invocation.Host.Encoding)).ToArray())];
        if (!invocation.Presentation.Quiet)
        {
            lines.Insert(0, headings);
        }

        var widths = headings.Select((_, column) => lines.Select(line => Cells.Width(line[column])).DefaultIfEmpty(0).Max()).ToArray();
        foreach (var line in lines)
        {
            // Not through the console, which breaks a cell that is too wide for the terminal into pieces that nobody can copy.
            invocation.Console.Profile.Out.Writer.WriteLine(string.Join(Gap, line.Select((cell, column) => Cells.Pad(cell, widths[column]))).TrimEnd());
        }
    }
}
