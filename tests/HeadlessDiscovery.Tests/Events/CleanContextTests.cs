using HeadlessDiscovery.Events;

namespace HeadlessDiscovery.Tests.Events;

public sealed class CleanContextTests
{
    [Fact]
    public async Task Work_that_belongs_to_nobody_starts_where_the_context_flows_nowhere_already()
    {
        var ran = false;
        Task running;
        using (ExecutionContext.SuppressFlow())
        {
            running = CleanContext.Run(() =>
            {
                ran = true;
                return Task.CompletedTask;
            });
        }

        await running;
        Assert.True(ran);
    }
}
