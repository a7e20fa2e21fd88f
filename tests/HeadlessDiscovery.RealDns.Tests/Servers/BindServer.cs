using System.Net;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>BIND 9. It listens only on addresses that an interface lists, so on 127.0.0.1 and no other of 127/8.</summary>
internal sealed class BindServer(Datagram datagram) : AuthoritativeServer(IPAddress.Loopback, datagram)
{
    protected override string Program => Installed.Bind;

    protected override IEnumerable<string> Arguments => ["-g", "-n", "1", "-c", PathTo("named.conf")];

    protected override async Task ConfigureAsync()
    {
        await WriteZonesAsync();

        // Without "max-records-per-type 0" it refuses more than 100 pods.
        await File.WriteAllTextAsync(PathTo("named.conf"), NamedConf.Of(
            Folder,
            EndPoint,
            $"max-records-per-type 0; {(IsSmall ? "max-udp-size 512;" : string.Empty)}",
            $$"""
            zone "{{ClusterZone.Name}}" { type primary; file "{{ClusterZone.Name}}"; allow-update { 127.0.0.0/8; }; };
            zone "{{ForeignZone.Name}}" { type primary; file "{{ForeignZone.Name}}"; };
            """));
    }
}
