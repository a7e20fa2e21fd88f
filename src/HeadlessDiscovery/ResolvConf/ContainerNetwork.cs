using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Tells from the DNS configuration alone whether this process is in a container network whose own domain the search list has.</summary>
internal static class ContainerNetwork
{
    // Podman's domain for the names of containers; aardvark-dns and its predecessor dnsname serve it.
    private const string Podman = "dns.podman";

    /// <summary>The domain as it is spelled in the list; null where these name servers are not, or may not be, those of such a network.</summary>
    /// <param name="search">Elements without trailing dots.</param>
    /// <param name="zones">The cluster domains in it.</param>
    /// <param name="nameServers">The servers that are queried.</param>
    public static string? DomainIn(ImmutableArray<string> search, ImmutableArray<string> zones, ImmutableArray<IPEndPoint> nameServers)
    {
        // Podman writes its own domain before those of the host. In a pod whose node is a Podman container (kind) it comes
        // after the cluster's, and the cluster's server would forward the name to containers that are no pods.
        var first = search.TakeWhile(element => !zones.Any(zone => ClusterZone.Contains(zone, element)))
            .FirstOrDefault(element => string.Equals(element, Podman, StringComparison.OrdinalIgnoreCase));
        return first is not null && !nameServers.IsDefaultOrEmpty && nameServers.All(server => IsInside(server.Address)) ? first : null;
    }

    // The network's own server is on its gateway or on loopback. Link-local is a node's cache or a cloud's resolver, and a public address is neither.
    private static bool IsInside(IPAddress address) => IPAddress.IsLoopback(address) || (address.AddressFamily == AddressFamily.InterNetworkV6
        ? address.IsIPv6UniqueLocal
        : address.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..]);
}
