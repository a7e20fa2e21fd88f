using System.Globalization;
using Grpc.Net.Client.Balancer;

namespace HeadlessDiscovery.Grpc;

/// <summary>Converts each pod to the address that a channel connects to, with the name of the service for TLS and <c>:authority</c>.</summary>
internal sealed class PodAddresses(string? hostName, int? port, int defaultPort)
{
    // The key that the client's own dns resolver uses, which is internal. Keys are compared as text; TlsTests fail if it changes.
    private static readonly BalancerAttributesKey<string> HostOverride = new("HostOverride");

    public IReadOnlyList<BalancerAddress> Of(PeerSnapshot snapshot) => [.. snapshot.GetPods().Select(Of)];

    private BalancerAddress Of(Peer peer)
    {
        var number = port ?? peer.Port ?? defaultPort;
        var address = new BalancerAddress(peer.Address.ToString(), number);
        if (hostName is not null)
        {
            address.Attributes.Set(HostOverride, number == defaultPort ? hostName : string.Create(CultureInfo.InvariantCulture, $"{hostName}:{number}"));
        }

        return address;
    }
}
