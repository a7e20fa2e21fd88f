using System.Globalization;
using Grpc.Net.Client.Balancer;

namespace HeadlessDiscovery.Grpc;

/// <summary>Makes of each pod what a channel connects to: its address, with the name of the service for TLS and <c>:authority</c>.</summary>
internal sealed class PodAddresses(string? hostName, int? port, int defaultPort)
{
    // The key of the client's own dns resolver, which is internal. Keys are compared by their text; TlsTests fail where it is no longer this one.
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
