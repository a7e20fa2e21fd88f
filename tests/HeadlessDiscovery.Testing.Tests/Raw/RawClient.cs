using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Testing.Tests.Raw;

/// <summary>Sends bytes and receives bytes.</summary>
internal static class RawClient
{
    public static async Task<RawAnswer> AskAsync(this HeadlessServiceServer server, string name, string type, CancellationToken token, int? edns = null) =>
        new(await server.SendUdpAsync(RawQuery.For(name, type, edns), token));

    public static async Task<RawAnswer> AskTcpAsync(this HeadlessServiceServer server, string name, string type, CancellationToken token, int? edns = null) =>
        new(await server.SendTcpAsync(RawQuery.For(name, type, edns), token));

    public static async Task<byte[]> SendUdpAsync(this HeadlessServiceServer server, byte[] query, CancellationToken token)
    {
        using var socket = Udp(server);
        await socket.SendToAsync(query, server.EndPoint, token);
        return (await ReceiveAsync(socket, token)).Bytes;
    }

    public static async Task<byte[]> SendTcpAsync(this HeadlessServiceServer server, byte[] query, CancellationToken token)
    {
        using var client = new TcpClient(server.EndPoint.AddressFamily);
        await client.ConnectAsync(server.EndPoint, token);
        return await ExchangeAsync(client.GetStream(), query, token);
    }

    public static async Task<byte[]> ExchangeAsync(NetworkStream stream, byte[] query, CancellationToken token)
    {
        await stream.WriteAsync((byte[])[(byte)(query.Length >> 8), (byte)query.Length, .. query], token);
        var prefix = new byte[2];
        await stream.ReadExactlyAsync(prefix, token);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
        await stream.ReadExactlyAsync(answer, token);
        return answer;
    }

    public static Socket Udp(HeadlessServiceServer server)
    {
        var socket = new Socket(server.EndPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(server.EndPoint.Address, 0));
        return socket;
    }

    public static async Task<(byte[] Bytes, IPEndPoint From)> ReceiveAsync(Socket socket, CancellationToken token)
    {
        var buffer = new byte[65535];
        var received = await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), token);
        return (buffer[..received.ReceivedBytes], (IPEndPoint)received.RemoteEndPoint);
    }
}
