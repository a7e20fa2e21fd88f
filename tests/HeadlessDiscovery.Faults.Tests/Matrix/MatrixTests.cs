using System.Text.Json;
using HeadlessDiscovery.Faults.Tests.Simulation;

namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>Every fault in every phase, and the page that tells of them.</summary>
public sealed class MatrixTests(MatrixTests.Measured measured) : IClassFixture<MatrixTests.Measured>
{
    public static TheoryData<string> Faults => [.. MatrixFaults.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void No_peer_is_removed_while_its_pod_lives(string fault) =>
        NonEmpty.All(measured.RowsOf(fault), row => Assert.Equal(0, row.WronglyRemoved));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_peer_whose_pod_is_gone_is_removed_within_the_promise(string fault) =>
        NonEmpty.All(measured.RowsOf(fault), row => Assert.Equal(0, row.KeptPastPromise));

    [Theory]
    [MemberData(nameof(Faults))]
    public void The_list_is_right_again_by_itself(string fault) =>
        NonEmpty.All(measured.RowsOf(fault), row => Assert.NotNull(row.SecondsToBeRight));

    [Theory]
    [MemberData(nameof(Faults))]
    public void News_come_within_the_TTL_and_a_second_of_the_end_of_a_fault(string fault) =>
        NonEmpty.All(measured.RowsOf(fault), row => Assert.InRange(row.SecondsToNews ?? double.MaxValue, 0, MatrixPromise.News.TotalSeconds));

    [Fact]
    public void The_table_of_the_page_is_what_was_measured()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "testdata", "reliability.md"));
        Assert.Equal(MatrixTable.Of(measured.Rows), MatrixTable.Page.From(page));
    }

    [Fact]
    public async Task The_measurement_sees_a_wrong_removal_and_a_peer_that_is_kept()
    {
        var rows = JsonSerializer.Deserialize<MatrixRow[]>(await OwnProcess.RunAsync("matrix-controls"))!;
        Assert.Equal((6, 0), (rows[0].WronglyRemoved, rows[0].KeptPastPromise));
        Assert.Equal((0, 1), (rows[1].WronglyRemoved, rows[1].KeptPastPromise));
    }

    /// <summary>The matrix, measured once in a process of its own.</summary>
    public sealed class Measured : IAsyncLifetime
    {
        internal IReadOnlyList<MatrixRow> Rows { get; private set; } = [];

        public async ValueTask InitializeAsync() => Rows = JsonSerializer.Deserialize<MatrixRow[]>(await OwnProcess.RunAsync("matrix"))!;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        internal IEnumerable<MatrixRow> RowsOf(string fault) => Rows.Where(row => row.Fault == fault);
    }
}
