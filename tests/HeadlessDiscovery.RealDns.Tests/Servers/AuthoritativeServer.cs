using System.Net;
using HeadlessDiscovery.RealDns.Tests.Updates;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>A server that holds <c>cluster.local</c> and takes dynamic updates from loopback.</summary>
internal abstract class AuthoritativeServer(IPAddress address, Datagram datagram) : RealServer(address)
{
    protected bool IsSmall => datagram == Datagram.Small;

    public static AuthoritativeServer Of(Authority authority, Datagram datagram) => authority switch
    {
        Authority.Bind => new BindServer(datagram),
        Authority.Knot => new KnotServer(),
        _ => new PowerDnsServer(datagram),
    };

    /// <summary>Pods that come, as a controller tells the server.</summary>
    public Task AddAsync(IEnumerable<ZoneRecord> records, CancellationToken cancellationToken) =>
        UpdateSender.SendAsync(EndPoint, ClusterZone.Name, [.. records.Select(record => new ZoneChange(record, IsRemoval: false))], cancellationToken);

    /// <summary>Pods that go.</summary>
    public Task RemoveAsync(IEnumerable<ZoneRecord> records, CancellationToken cancellationToken) =>
        UpdateSender.SendAsync(EndPoint, ClusterZone.Name, [.. records.Select(record => new ZoneChange(record, IsRemoval: true))], cancellationToken);

    protected async Task WriteZonesAsync()
    {
        await File.WriteAllTextAsync(PathTo(ClusterZone.Name), ZoneFile.Of(ClusterZone.Records));
        await File.WriteAllTextAsync(PathTo(ForeignZone.Name), ZoneFile.Of(ForeignZone.Records));
    }
}
