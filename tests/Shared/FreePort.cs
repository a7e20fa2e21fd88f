using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Tests;

/// <summary>A TCP port that is free on each of some addresses at this moment. A test has addresses of its own, so that no other takes it.</summary>
internal static class FreePort
{
    public static int On(params ReadOnlySpan<string> addresses)
    {
        while (true)
        {
            using var first = new TcpListener(IPAddress.Parse(addresses[0]), 0);
            first.Start();
            var port = ((IPEndPoint)first.LocalEndpoint).Port;
            if (IsFree(port, addresses[1..]))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port, ReadOnlySpan<string> addresses)
    {
        foreach (var address in addresses)
        {
            try
            {
                using var other = new TcpListener(IPAddress.Parse(address), port);
                other.Start();
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                return false;
            }
        }

        return true;
    }
}
