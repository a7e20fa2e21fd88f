using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Transport;

namespace HeadlessDiscovery.Tests.Transport;

/// <summary>What the process allocates is counted: nothing of ours runs beside it.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class CountedAlone;

[Collection<CountedAlone>]
public sealed class TcpMemoryTests
{
    private const int Questions = 200;

    [Fact]
    public async Task A_server_that_announces_64_KiB_and_sends_nothing_gets_a_small_buffer_only()
    {
        using var net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        net.CancelAfter(TimeSpan.FromSeconds(30));
        var silent = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new TcpScript(async client =>
        {
            await client.QuestionAsync();
            await client.SendAsync(0xFF, 0xFF);
            if (Interlocked.Increment(ref silent) == Questions)
            {
                all.SetResult();
            }

            await client.UntilGoneAsync();
        });
        using var caller = new CancellationTokenSource();
        var transport = new NetworkTransport();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Task[] asking = [.. Enumerable.Range(0, Questions).Select(_ => transport.ExchangeAsync(new DnsQuestion("web.", DnsRecordType.A), server.EndPoint, new DnsExchangeOptions(Tcp: true, Edns: true), caller.Token).AsTask())];
        await all.Task.WaitAsync(net.Token);

        // Both sides of the connections are in it, some kilobytes each; what was announced would be 64 KiB for each question.
        Assert.InRange((GC.GetTotalAllocatedBytes(precise: true) - before) / Questions, 0, 32 * 1024);
        await caller.CancelAsync();
        foreach (var one in asking)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(net.Token));
        }

        await server.PlayedAsync(net.Token);
    }
}
