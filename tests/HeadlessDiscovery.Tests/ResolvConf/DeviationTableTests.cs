namespace HeadlessDiscovery.Tests.ResolvConf;

public sealed class DeviationTableTests
{
    [Fact]
    public void The_page_shows_every_deviation_of_the_file() => AssertShown(CaseFile.ResolvConfDeviations);

    [Fact]
    public void The_page_shows_every_deviation_of_the_search_list() => AssertShown(CaseFile.SearchDeviations);

    [Fact]
    public void The_page_shows_every_deviation_of_the_walk() => AssertShown(CaseFile.WalkDeviations);

    private static void AssertShown(IReadOnlyList<Deviation> deviations)
    {
        var page = CaseFile.Text(Path.Combine("docs", "semantics.md")).ReplaceLineEndings("\n");
        var table = "| deviation and reason | cases |\n|---|---|\n" + string.Concat(deviations
            .GroupBy(deviation => deviation.Reason)
            .Select(group => $"| {group.Key} | {string.Join(", ", group.Select(deviation => deviation.Id).Distinct())} |\n"));
        Assert.True(page.Contains(table, StringComparison.Ordinal), "docs/semantics.md lacks this table:\n" + table);
    }
}
