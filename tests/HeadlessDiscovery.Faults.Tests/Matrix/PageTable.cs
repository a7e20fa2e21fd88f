namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>A table that a page has between two marks.</summary>
/// <param name="Begin">The line before it.</param>
/// <param name="End">The line after it.</param>
internal sealed record PageTable(string Begin, string End)
{
    /// <summary>The page with the table between its marks replaced.</summary>
    public string Into(string page, string table)
    {
        var (before, after) = Around(page);
        return $"{before}{Begin}\n{table}{End}{after}";
    }

    /// <summary>The table that a page has.</summary>
    public string From(string page)
    {
        var (before, after) = Around(page);
        return page[(before.Length + Begin.Length + 1)..(page.Length - after.Length - End.Length)];
    }

    private (string Before, string After) Around(string page)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin ? (page[..begin], page[(end + End.Length)..]) : throw new InvalidDataException($"The page lacks '{Begin}' and '{End}'.");
    }
}
