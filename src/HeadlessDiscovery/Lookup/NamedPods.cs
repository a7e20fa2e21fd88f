using System.Collections.Immutable;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>The pods as the SRV records of a service name them.</summary>
/// <param name="service">The fully qualified name of the service: a target that is the service itself names no pod.</param>
/// <param name="targets">The targets, fully qualified.</param>
/// <param name="addresses">Each address with its port and host name.</param>
internal sealed class NamedPods(string service, ImmutableArray<string> targets, IReadOnlyList<Peer> addresses)
{
    public static NamedPods None { get; } = new(string.Empty, [], []);

    public ImmutableArray<string> Targets => targets;

    /// <summary>Without trailing dot, sorted.</summary>
    public ImmutableArray<string> HostNames { get; } =
    [
        .. targets.Where(target => !string.Equals(target, service, StringComparison.OrdinalIgnoreCase))
            .Select(target => target.TrimEnd('.'))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase),
    ];

    public ImmutableArray<Peer> Addresses { get; } = [.. addresses];

    /// <summary>From the records at the unqualified name, which tell all ports: an address is one pod, whatever its ports.</summary>
    public static NamedPods Of(string service, ImmutableArray<ServiceTarget> targets) => new(
        service,
        [.. targets.Select(target => target.Host)],
        [.. targets.SelectMany(target => target.Glue.Select(address => new Peer(address, port: null, target.Host.TrimEnd('.'))))]);
}
