using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Akka.Tests.Support;

internal static class FreePort
{
    // Free at this moment, and each system listens on an address of its own.
    public static int On(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
