using System.Net;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>Knot DNS. Its UDP answers cannot be limited to less than 1232 bytes.</summary>
internal sealed class KnotServer() : AuthoritativeServer(IPAddress.Parse("127.0.53.2"), Datagram.Usual)
{
    protected override string Program => Installed.Knot;

    protected override IEnumerable<string> Arguments => ["-c", PathTo("knot.conf")];

    protected override async Task ConfigureAsync()
    {
        await WriteZonesAsync();
        await File.WriteAllTextAsync(PathTo("knot.conf"), $"""
            server:
              rundir: "{Folder.FullName}"
              listen: {EndPoint.Address}@{EndPoint.Port}
              udp-workers: 1
              tcp-workers: 2
              background-workers: 1
            log:
              - target: stderr
                any: warning
            database:
              storage: "{Folder.FullName}"
              journal-db-max-size: 200M
            acl:
              - id: loopback
                address: 127.0.0.0/8
                action: update
            template:
              - id: default
                storage: "{Folder.FullName}"
                file: "%s"
                semantic-checks: off
            zone:
              - domain: {ClusterZone.Name}
                acl: loopback
              - domain: {ForeignZone.Name}
            """);
    }
}
