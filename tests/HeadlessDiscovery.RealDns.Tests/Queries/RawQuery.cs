using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.RealDns.Tests.Updates;

namespace HeadlessDiscovery.RealDns.Tests.Queries;

/// <summary>One query as the library sends it (RD, EDNS with 1232 bytes), to see what a server itself answers.</summary>
internal static class RawQuery
{
    private const int RecursionDesired = 0x0100;
    private const int Opt = 41;
    private const int Offered = 1232;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <exception cref="OperationCanceledException">No answer came within ten seconds, or the token was cancelled.</exception>
    public static async Task<RawAnswer> AskAsync(IPEndPoint server, string name, CancellationToken cancellationToken, string type = "A", bool tcp = false)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var message = Message(name, WireType.Of(type));
        return RawAnswer.Read(tcp ? await TcpAsync(server, message, patience.Token) : await UdpAsync(server, message, patience.Token));
    }

    /// <summary>Asks four times a second until the answer is as it should be.</summary>
    public static async Task<RawAnswer> UntilAsync(IPEndPoint server, string name, Func<RawAnswer, bool> condition, CancellationToken cancellationToken)
    {
        RawAnswer answer;
        while (!condition(answer = await AskAsync(server, name, cancellationToken)))
        {
            await Task.Delay(Pause, cancellationToken);
        }

        return answer;
    }

    public static byte[] Message(string name, int type)
    {
        var wire = new WireWriter();
        wire.UInt16(Random.Shared.Next(0x10000));
        wire.UInt16(RecursionDesired);
        wire.UInt16(1);
        wire.UInt16(0);
        wire.UInt16(0);
        wire.UInt16(1);
        wire.Name(name);
        wire.UInt16(type);
        wire.UInt16(WireType.ClassIn);
        wire.Octets([0]);
        wire.UInt16(Opt);
        wire.UInt16(Offered);
        wire.UInt32(0);
        wire.UInt16(0);
        return wire.ToArray();
    }

    private static async Task<byte[]> UdpAsync(IPEndPoint server, byte[] message, CancellationToken cancellationToken)
    {
        using var udp = new UdpClient(server.AddressFamily);
        udp.Connect(server);
        await udp.SendAsync(message, cancellationToken);
        return (await udp.ReceiveAsync(cancellationToken)).Buffer;
    }

    private static async Task<byte[]> TcpAsync(IPEndPoint server, byte[] message, CancellationToken cancellationToken)
    {
        using var tcp = new TcpClient(server.AddressFamily);
        await tcp.ConnectAsync(server, cancellationToken);
        var stream = tcp.GetStream();
        var framed = new byte[message.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed, 2);
        await stream.WriteAsync(framed, cancellationToken);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, cancellationToken);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return answer;
    }
}
