using System.Globalization;
using System.Text;
using HeadlessDiscovery.Faults.Tests.Matrix;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Staying;

/// <summary>The measured rows as the table of docs/reliability.md.</summary>
internal static class StayingTable
{
    public static readonly PageTable Page = new("<!-- faults that stay: written by the command above -->", "<!-- end of faults that stay -->");

    public static string Of(IReadOnlyList<StayingRow> rows)
    {
        var text = new StringBuilder("| fault (10 minutes) | wrongly removed | wrongly kept | stale | queries a minute | warnings |\n|---|---|---|---|---|---|\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Fault} | {row.WronglyRemoved} | {row.KeptPastPromise} | {row.StaleShare * 100:0} % | {row.QueriesAMinute:0.0} | {row.Warnings} |\n");
        }

        return text.ToString();
    }
}
