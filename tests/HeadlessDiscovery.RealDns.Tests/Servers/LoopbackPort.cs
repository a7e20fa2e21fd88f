using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>Picks a port of a loopback address that nobody uses, for UDP and TCP alike.</summary>
internal static class LoopbackPort
{
    // Below 32768, where Linux takes the source ports of outgoing sockets from: a killed server finds its port free again.
    private const int Lowest = 12_000;
    private const int BeyondHighest = 32_000;

    public static IPEndPoint Pick(IPAddress address)
    {
        while (true)
        {
            var endPoint = new IPEndPoint(address, Random.Shared.Next(Lowest, BeyondHighest));
            if (IsFree(endPoint, SocketType.Dgram, ProtocolType.Udp) && IsFree(endPoint, SocketType.Stream, ProtocolType.Tcp))
            {
                return endPoint;
            }
        }
    }

    private static bool IsFree(IPEndPoint endPoint, SocketType type, ProtocolType protocol)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        try
        {
            socket.Bind(endPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
