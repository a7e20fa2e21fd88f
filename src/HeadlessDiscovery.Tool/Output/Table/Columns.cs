using HeadlessDiscovery.Tool.Commands;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Output.Table;

/// <summary>Rows under headings, without lines between: what can be read aloud and cut by column.</summary>
internal static class Columns
{
    public static void Write(Invocation invocation, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Spectre.Console.Table().NoBorder().Collapse();
        table.ShowHeaders = !invocation.Presentation.Quiet;
        foreach (var heading in headings)
        {
            // On the right: a table without a border leaves the padding on the left out.
            table.AddColumn(new TableColumn(new Spectre.Console.Text(heading, new Style(decoration: Decoration.Bold))).NoWrap().Padding(0, 0, 2, 0));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Spectre.Console.Text(Terminal.Fit(cell, invocation.Host.Encoding))));
        }

        invocation.Console.Write(table);
    }
}
