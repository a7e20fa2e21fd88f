using System.Globalization;
using System.Text;

namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>The measured rows as the table of docs/reliability.md.</summary>
internal static class MatrixTable
{
    public static readonly PageTable Page = new("<!-- matrix: written by the command above -->", "<!-- end of matrix -->");

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

    private static string Cell(MatrixRow row) => string.Create(
        CultureInfo.InvariantCulture, $"{row.WronglyRemoved} / {row.KeptPastPromise} / {(row.SecondsToBeRight is { } seconds ? $"{seconds:0.0} s" : "never")} / {row.Events}");
}
