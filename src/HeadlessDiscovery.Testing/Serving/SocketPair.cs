using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Testing.Serving;

/// <summary>A UDP and a TCP socket on one address and one port.</summary>
internal sealed record SocketPair(Socket Udp, Socket Tcp)
{
    private const int Tries = 50;
    private const int Backlog = 512;

    // The system's default loses queries when several hundred clients query at the same time.
    private const int UdpBuffer = 4 << 20;

    public IPEndPoint EndPoint => (IPEndPoint)Tcp.LocalEndPoint!;

    /// <summary>With port 0 the system picks TCP's port, which may be taken for UDP: then another is picked.</summary>
    public static SocketPair Open(IPAddress address, int port)
    {
        for (var i = 1; ; i++)
        {
            var tcp = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            var udp = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = UdpBuffer };
            try
            {
                tcp.Bind(new IPEndPoint(address, port));
                udp.Bind(tcp.LocalEndPoint!);
                tcp.Listen(Backlog);
                return new SocketPair(udp, tcp);
            }
            catch (SocketException e)
            {
                tcp.Dispose();
                udp.Dispose();
                if (port != 0 || i == Tries || e.SocketErrorCode is not (SocketError.AddressAlreadyInUse or SocketError.AccessDenied))
                {
                    throw;
                }
            }
        }
    }

    public void Close()
    {
        Udp.Dispose();
        Tcp.Dispose();
    }
}
