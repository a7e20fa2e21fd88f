using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Transport;
using static HeadlessDiscovery.Tests.Support.WireOctets;

namespace HeadlessDiscovery.Tests.Transport;

[Collection<CountedAlone>]
public sealed class UdpMemoryTests : IDisposable
{
    private const string Web = "web.shop.svc.cluster.local.";
    private const int Silent = 200;
    private const int Exchanges = 10_000;

    private static readonly DnsQuestion Question = new(Web, DnsRecordType.A);
    private static readonly DnsExchangeOptions Udp = new(Tcp: false, Edns: true);

    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly NetworkTransport transport = new();

    public UdpMemoryTests() => net.CancelAfter(TimeSpan.FromSeconds(60));

    [Fact]
    public async Task Queries_that_wait_for_a_silent_server_hold_no_buffer()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows needs the buffer for as long as it waits.");
        var arrived = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new UdpScript(_ =>
        {
            if (++arrived == Silent)
            {
                all.SetResult();
            }
        });
        using var caller = new CancellationTokenSource();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Task[] asking = [.. Enumerable.Range(0, Silent).Select(_ => transport.ExchangeAsync(Question, server.EndPoint, Udp, caller.Token).AsTask())];
        await all.Task.WaitAsync(net.Token);

        // With the server's side of it; a buffer that takes any datagram would be 64 KiB for each query.
        Assert.InRange((GC.GetTotalAllocatedBytes(precise: true) - before) / Silent, 0, 8 * 1024);
        await caller.CancelAsync();
        foreach (var one in asking)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(net.Token));
        }
    }

    [Fact]
    public async Task Ten_thousand_exchanges_leave_no_handle_whatever_comes_of_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It counts the handles in /proc.");
        await using var server = new UdpScript(query =>
        {
            if (query.Asked[13] == 'w')
            {
                query.Send(Join(Header(answers: 1, id: query.Id), WireOctets.Question(Web), Record(Asked, 1, [10, 1, 0, 1])));
            }
        });
        await ExchangeAsync(server, 0);
        var before = Handles();
        for (var i = 0; i < Exchanges; i++)
        {
            await ExchangeAsync(server, i);
        }

        // What ran before this test may still close some; the runtime itself opens a few.
        Assert.InRange(Handles() - before, -10_000, 20);
    }

    public void Dispose() => net.Dispose();

    private static int Handles() => Directory.GetFiles("/proc/self/fd").Length;

    // Answered, refused, and abandoned.
    private async Task ExchangeAsync(UdpScript server, int number)
    {
        if (number % 4 == 1)
        {
            Assert.Equal(LookupReason.Network, (await transport.ExchangeAsync(Question, new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 1), Udp, net.Token)).Failure);
        }
        else if (number % 4 == 2)
        {
            using var caller = new CancellationTokenSource();
            var asking = transport.ExchangeAsync(new DnsQuestion("silent.", DnsRecordType.A), server.EndPoint, Udp, caller.Token).AsTask();
            await caller.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(net.Token));
        }
        else
        {
            Assert.NotNull((await transport.ExchangeAsync(Question, server.EndPoint, Udp, net.Token)).Message);
        }
    }
}
