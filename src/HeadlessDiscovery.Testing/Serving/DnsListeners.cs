using System.Net;

namespace HeadlessDiscovery.Testing.Serving;

/// <summary>The sockets and their loops, open or closed, always on the port of the first opening.</summary>
internal sealed class DnsListeners(IPAddress address, int port, Responder responder, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly OpenTasks tasks = new();
    private CancellationTokenSource? closing;
    private SocketPair? sockets;
    private Task loops = Task.CompletedTask;
    private bool isDisposed;

    public IPEndPoint EndPoint { get; private set; } = new(address, port);

    public bool IsOpen => sockets is not null;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(HeadlessServiceServer));
            if (sockets is not null)
            {
                return;
            }

            sockets = SocketPair.Open(EndPoint.Address, EndPoint.Port);
            EndPoint = sockets.EndPoint;
            closing = new CancellationTokenSource();
            loops = Task.WhenAll(
                new UdpServing(sockets.Udp, responder, time, tasks).RunAsync(closing.Token),
                new TcpServing(sockets.Tcp, responder, time, tasks).RunAsync(closing.Token));
        }
        finally
        {
            gate.Release();
        }
    }

    public Task CloseAsync() => CloseAsync(forGood: false);

    public async ValueTask DisposeAsync() => await CloseAsync(forGood: true).ConfigureAwait(false);

    private async Task CloseAsync(bool forGood)
    {
        await gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            isDisposed |= forGood;
            if (sockets is null || closing is null)
            {
                return;
            }

            await closing.CancelAsync().ConfigureAwait(false);
            sockets.Close();
            await loops.ConfigureAwait(false);
            await tasks.WhenAllAsync().ConfigureAwait(false);
            closing.Dispose();
            (sockets, closing) = (null, null);
        }
        finally
        {
            gate.Release();
        }
    }
}
