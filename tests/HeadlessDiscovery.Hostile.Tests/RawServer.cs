using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Hostile.Tests;

/// <summary>A server on loopback, over UDP and TCP on one port, whose answers are bytes. It is told the question and says what goes back.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly Socket datagrams;
    private readonly Socket listener;
    private readonly CancellationTokenSource closing = new();
    private readonly Func<byte[], EndPoint?, byte[]?> answer;
    private readonly Func<byte[], EndPoint?, byte[]?> answerTcp;
    private readonly Task[] serving;

    public RawServer(Func<byte[], EndPoint?, byte[]?> answer, Func<byte[], EndPoint?, byte[]?>? answerTcp = null)
    {
        this.answer = answer;
        this.answerTcp = answerTcp ?? answer;
        (datagrams, listener) = Bind();
        listener.Listen(64);
        serving = [ServeAsync(), AcceptAsync()];
    }

    public IPEndPoint EndPoint => (IPEndPoint)datagrams.LocalEndPoint!;

    /// <summary>What happens between a query over UDP and its answer.</summary>
    public Action<byte[], EndPoint>? BeforeAnswer { get; set; }

    public void Send(byte[] datagram, EndPoint to) => datagrams.SendTo(datagram, to);

    public Task SendAsync(byte[] datagram, EndPoint to) => datagrams.SendToAsync(datagram, to);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        datagrams.Dispose();
        listener.Dispose();
        await Task.WhenAll(serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    // A free port for datagrams may be taken for connections.
    private static (Socket Datagrams, Socket Listener) Bind()
    {
        for (var tries = 1; ; tries++)
        {
            var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            try
            {
                listener.Bind(datagrams.LocalEndPoint!);
                return (datagrams, listener);
            }
            catch (SocketException) when (tries < 50)
            {
                datagrams.Dispose();
                listener.Dispose();
            }
        }
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            var asked = await datagrams.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), closing.Token);
            BeforeAnswer?.Invoke(buffer[..asked.ReceivedBytes], asked.RemoteEndPoint);
            if (answer(buffer[..asked.ReceivedBytes], asked.RemoteEndPoint) is { } said)
            {
                await datagrams.SendToAsync(said, asked.RemoteEndPoint, closing.Token);
            }
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _ = TalkAsync(await listener.AcceptAsync(closing.Token));
        }
    }

    private async Task TalkAsync(Socket accepted)
    {
        using var stream = new NetworkStream(accepted, ownsSocket: true);
        try
        {
            var prefix = new byte[2];
            while (true)
            {
                await stream.ReadExactlyAsync(prefix, closing.Token);
                var asked = new byte[(prefix[0] << 8) | prefix[1]];
                await stream.ReadExactlyAsync(asked, closing.Token);
                if (answerTcp(asked, null) is { } said)
                {
                    await stream.WriteAsync((byte[])[(byte)(said.Length >> 8), (byte)said.Length, .. said], closing.Token);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client went away, or the test is over.
        }
    }
}
