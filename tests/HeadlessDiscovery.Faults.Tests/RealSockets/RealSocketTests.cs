namespace HeadlessDiscovery.Faults.Tests.RealSockets;

/// <summary>Rows of the matrix again, over real sockets and a real DNS client; all at the same time.</summary>
public sealed class RealSocketTests(RealSocketTests.Running running) : IClassFixture<RealSocketTests.Running>
{
    public static TheoryData<string> Faults => [.. RealFault.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Only_the_pod_that_went_is_removed_and_the_list_is_right_after_the_fault(string fault)
    {
        var (removed, gone) = await running.Row(fault);
        Assert.Equal(gone.Order(), removed.Order());
    }

    /// <summary>All rows, started together.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private readonly CancellationTokenSource ending = new();
        private Dictionary<string, Task<(string[] Removed, string[] Gone)>> rows = [];

        public ValueTask InitializeAsync()
        {
            rows = RealFault.All.ToDictionary(fault => fault.Name, fault => RealRun.MeasureAsync(fault, ending.Token));
            return ValueTask.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            await ending.CancelAsync();
            await Task.WhenAll(rows.Values.Select(async row => await ((Task)row).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing)));
            ending.Dispose();
        }

        internal Task<(string[] Removed, string[] Gone)> Row(string fault) => rows[fault];
    }
}
