using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.RealDns.Tests.Queries;
using HeadlessDiscovery.RealDns.Tests.Updates;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>Asks a server for the SOA of its zone, to see whether it is up: in the answer, or beside one that is empty.</summary>
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
            await udp.SendAsync(RawQuery.Message(zone, WireType.Soa), patience.Token);
            var answer = (await udp.ReceiveAsync(patience.Token)).Buffer;
            await tcp.ConnectAsync(server, patience.Token);
            return answer.Length > 12 && (answer[3] & 0xF) == 0 && (answer[7] > 0 || answer[9] > 0);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
