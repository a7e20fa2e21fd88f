using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>The names that CoreDNS gives the pods of a headless service: the host name, or else the address with dashes.</summary>
internal sealed class PodNames
{
    // Null while none is known: pods of a Deployment have none.
    private Dictionary<IPAddress, string>? hosts;

    public bool HasHostNames => hosts is { Count: > 0 };

    /// <summary>The host name that a peer has in DNS; null where it is known by its address only.</summary>
    public string? HostOf(Peer peer) => hosts is not null && hosts.TryGetValue(peer.Address, out var host) ? host
        : peer.HostName is { } own ? own + "."
        : null;

    public DnsQuestion QuestionOf(string service, Peer peer) => new(
        HostOf(peer) ?? Dashed(service, peer.Address),
        peer.Address.AddressFamily == AddressFamily.InterNetworkV6 ? DnsRecordType.Aaaa : DnsRecordType.A);

    // CoreDNS plugin "kubernetes", endpointHostname: dots and colons of the address become dashes.
    private static string Dashed(string service, IPAddress address) => $"{address.ToString().Replace('.', '-').Replace(':', '-')}.{service}";

    /// <summary>Whether a target tells whose it is although its address did not come along.</summary>
    public bool IsKnown(string service, string host) =>
        hosts?.ContainsValue(host) == true
        || (host.Length > service.Length + 1
            && host.EndsWith($".{service}", StringComparison.OrdinalIgnoreCase)
            && host[..^(service.Length + 1)] is var label
            && (StrictAddress.TryParse(label.Replace('-', '.'), out var address) || StrictAddress.TryParse(label.Replace('-', ':'), out address))
            && string.Equals(host, Dashed(service, address), StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes the host names out of SRV records.</summary>
    public void Learn(string service, ImmutableArray<ServiceTarget> targets)
    {
        foreach (var target in targets)
        {
            foreach (var address in target.Glue)
            {
                if (!string.Equals(target.Host, Dashed(service, address), StringComparison.OrdinalIgnoreCase))
                {
                    (hosts ??= [])[address] = target.Host;
                }
            }
        }

        // Who left is remembered for a while; a service that is rolled for months must not be remembered forever.
        if (hosts?.Count > (2 * targets.Length) + 16)
        {
            var present = targets.SelectMany(static target => target.Glue).ToHashSet();
            foreach (var address in hosts.Keys.Where(address => !present.Contains(address)).ToArray())
            {
                hosts.Remove(address);
            }
        }
    }

    public void Forget() => hosts = null;
}
