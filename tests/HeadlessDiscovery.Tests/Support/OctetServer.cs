using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>A name server over UDP whose answers are bytes written by hand.</summary>
internal sealed class OctetServer : IAsyncDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource closing = new();
    private readonly Task serving;

    /// <summary>Each question is answered by these datagrams.</summary>
    public OctetServer(Func<byte[], IEnumerable<byte[]>> answer)
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        serving = ServeAsync(answer);
    }

    public IPEndPoint EndPoint => (IPEndPoint)socket.LocalEndPoint!;

    /// <summary>An answer to a question without OPT: the header's flags and counts, the question, then records.</summary>
    public static byte[] Answer(byte[] asked, int flags, int questions, int answers, params byte[][] rest)
    {
        var question = asked.AsSpan(12, QuestionLength(asked)).ToArray();
        byte[] header = [asked[0], asked[1], (byte)(flags >> 8), (byte)flags, 0, (byte)questions, 0, (byte)answers, 0, 0, 0, 0];
        return [.. header, .. Enumerable.Repeat(question, questions).SelectMany(octets => octets), .. rest.SelectMany(octets => octets)];
    }

    /// <summary>A record whose owner is the question's name.</summary>
    public static byte[] Record(int type, int recordClass, uint ttl, params byte[] data) =>
        [0xC0, 12, (byte)(type >> 8), (byte)type, (byte)(recordClass >> 8), (byte)recordClass, (byte)(ttl >> 24), (byte)(ttl >> 16), (byte)(ttl >> 8), (byte)ttl, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        socket.Dispose();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    public static int QuestionLength(byte[] asked)
    {
        var at = 12;
        while (asked[at] != 0)
        {
            at += asked[at] + 1;
        }

        return at + 5 - 12;
    }

    private async Task ServeAsync(Func<byte[], IEnumerable<byte[]>> answer)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var asked = await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), closing.Token);
            foreach (var datagram in answer(buffer[..asked.ReceivedBytes]))
            {
                await socket.SendToAsync(datagram, asked.RemoteEndPoint, closing.Token);
            }
        }
    }
}
