using System.Text.Json;
using HeadlessDiscovery.Faults.Tests.Simulation;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Staying;

/// <summary>Every fault for ten minutes, and the page that reports them.</summary>
public sealed class StayingTests(StayingTests.Measured measured) : IClassFixture<StayingTests.Measured>
{
    public static TheoryData<string> Faults => [.. StayingFaults.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Peers_whose_pods_live_are_removed_no_more_often_than_the_page_says(string fault) =>
        Assert.InRange(measured.Of(fault).WronglyRemoved, 0, StayingFaults.All.Single(one => one.Name == fault).AtMost);

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_peer_whose_pod_is_gone_is_removed_within_the_promise(string fault) =>
        Assert.Equal(0, measured.Of(fault).KeptPastPromise);

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_reported_when_it_begins(string fault) =>
        Assert.InRange(measured.Of(fault).Warnings, 0, StayingFaults.All.Single(one => one.Name == fault).MostWarnings);

    [Fact]
    public void The_table_of_the_page_is_what_was_measured() =>
        Assert.Equal(StayingTable.Of(measured.Rows), StayingTable.Page.From(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "testdata", "reliability.md"))));

    /// <summary>All of them, measured once in a process of their own.</summary>
    public sealed class Measured : IAsyncLifetime
    {
        internal IReadOnlyList<StayingRow> Rows { get; private set; } = [];

        public async ValueTask InitializeAsync() => Rows = JsonSerializer.Deserialize<StayingRow[]>(await OwnProcess.RunAsync("staying"))!;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        internal StayingRow Of(string fault)
        {
            var row = Rows.Single(row => row.Fault == fault);
            Assert.Null(row.Broke);
            return row;
        }
    }
}
