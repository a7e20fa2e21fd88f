using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.RealDns.Tests.Updates;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>Asks a server for the SOA of its zone, to see whether it is up.</summary>
internal static class ServerProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task<bool> AnswersAsync(IPEndPoint server, string zone)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var udp = new UdpClient(AddressFamily.InterNetwork);
        using var tcp = new TcpClient(AddressFamily.InterNetwork);
        try
        {
            udp.Connect(server);
            await udp.SendAsync(Question(zone), patience.Token);
            var answer = (await udp.ReceiveAsync(patience.Token)).Buffer;
            await tcp.ConnectAsync(server, patience.Token);
            return answer.Length > 12 && (answer[3] & 0xF) == 0 && answer[7] > 0;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static byte[] Question(string zone)
    {
        var wire = new WireWriter();
        wire.UInt16(Random.Shared.Next(0x10000));
        wire.UInt16(0x0100);
        wire.UInt16(1);
        wire.UInt16(0);
        wire.UInt16(0);
        wire.UInt16(0);
        wire.Name(zone);
        wire.UInt16(WireType.Soa);
        wire.UInt16(WireType.ClassIn);
        return wire.ToArray();
    }
}
