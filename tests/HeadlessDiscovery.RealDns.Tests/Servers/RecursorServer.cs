using System.Net;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>PowerDNS Recursor before one authority. Its packet cache holds a SERVFAIL for a minute as it comes.</summary>
internal sealed class RecursorServer(IPEndPoint upstream) : CachingServer(IPAddress.Parse("127.0.53.6"), upstream, Datagram.Usual)
{
    protected override string Program => Installed.Recursor;

    protected override IEnumerable<string> Arguments => [$"--config-dir={Folder.FullName}"];

    protected override Task ConfigureAsync() => File.WriteAllTextAsync(PathTo("recursor.conf"), $"""
        local-address={EndPoint.Address}
        local-port={EndPoint.Port}
        socket-dir={Folder.FullName}
        forward-zones={ClusterZone.Name}={Upstream.Address}:{Upstream.Port}
        dont-query=
        dnssec=off
        daemon=no
        write-pid=no
        disable-syslog=yes
        threads=1
        security-poll-suffix=
        """);
}
