using System.Globalization;
using System.Text;

namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>The measured rows as the table of docs/reliability.md.</summary>
internal static class MatrixTable
{
    public const string Begin = "<!-- matrix: written by the command above -->";
    public const string End = "<!-- end of matrix -->";

    private static readonly (Phase Phase, string Title)[] Columns =
    [
        (Phase.BeforeFirstAnswer, "before the first answer"),
        (Phase.Steady, "steady"),
        (Phase.DuringRemoval, "during a removal"),
        (Phase.DuringMassRemoval, "during a mass removal"),
    ];

    public static string Of(IReadOnlyCollection<MatrixRow> rows)
    {
        var text = new StringBuilder();
        text.Append("| fault |").AppendJoin('|', Columns.Select(column => $" {column.Title} ")).Append("|\n");
        text.Append("|---|").AppendJoin('|', Columns.Select(_ => "---")).Append("|\n");
        foreach (var fault in rows.GroupBy(row => row.Fault))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {fault.Key} |").AppendJoin('|', Columns.Select(column => $" {Cell(fault.Single(row => row.Phase == column.Phase))} ")).Append("|\n");
        }

        return text.ToString();
    }

    /// <summary>A page with the table between its marks replaced.</summary>
    public static string Into(string page, string table)
    {
        var (before, after) = Around(page);
        return $"{before}{Begin}\n{table}{End}{after}";
    }

    /// <summary>The table that a page has.</summary>
    public static string From(string page)
    {
        var (before, after) = Around(page);
        return page[(before.Length + Begin.Length + 1)..(page.Length - after.Length - End.Length)];
    }

    private static string Cell(MatrixRow row) => string.Create(
        CultureInfo.InvariantCulture, $"{row.WronglyRemoved} / {row.KeptPastPromise} / {(row.SecondsToBeRight is { } seconds ? $"{seconds:0.0} s" : "never")} / {row.Events}");

    private static (string Before, string After) Around(string page)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin ? (page[..begin], page[(end + End.Length)..]) : throw new InvalidDataException($"The page lacks '{Begin}' and '{End}'.");
    }
}
