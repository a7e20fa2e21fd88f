using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.RealDns.Tests.Updates;

/// <summary>Sends updates over TCP, one message after the other, and believes only NOERROR.</summary>
internal static class UpdateSender
{
    public static async Task SendAsync(IPEndPoint server, string zone, IReadOnlyList<ZoneChange> changes, CancellationToken cancellationToken)
    {
        using var client = new TcpClient(server.AddressFamily);
        await client.ConnectAsync(server, cancellationToken);
        var stream = client.GetStream();
        foreach (var message in UpdateMessage.Of(zone, changes))
        {
            var framed = new byte[message.Length + 2];
            BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
            message.CopyTo(framed, 2);
            await stream.WriteAsync(framed, cancellationToken);
            var length = new byte[2];
            await stream.ReadExactlyAsync(length, cancellationToken);
            var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            await stream.ReadExactlyAsync(answer, cancellationToken);
            Assert.Equal(message[..2], answer[..2]);
            Assert.True((answer[3] & 0xF) == 0, $"{server} refused an update: RCODE {answer[3] & 0xF}.");
        }
    }
}
