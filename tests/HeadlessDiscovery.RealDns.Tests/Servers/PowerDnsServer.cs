using System.Net;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>PowerDNS with its SQLite backend.</summary>
internal sealed class PowerDnsServer(Datagram datagram) : AuthoritativeServer(IPAddress.Parse("127.0.53.3"), datagram)
{
    private const string Database = "pdns.sqlite3";

    protected override string Program => Installed.PowerDns;

    protected override IEnumerable<string> Arguments => [$"--config-dir={Folder.FullName}"];

    protected override async Task ConfigureAsync()
    {
        File.Delete(PathTo(Database));
        await LoadAsync();
        await File.WriteAllTextAsync(PathTo("pdns.conf"), $"""
            launch=gsqlite3
            gsqlite3-database={PathTo(Database)}
            gsqlite3-pragma-synchronous=0
            local-address={EndPoint.Address}
            local-port={EndPoint.Port}
            socket-dir={Folder.FullName}
            dnsupdate=yes
            allow-dnsupdate-from=127.0.0.0/8
            daemon=no
            guardian=no
            write-pid=no
            disable-syslog=yes
            distributor-threads=1
            receiver-threads=1
            security-poll-suffix=
            {(IsSmall ? "udp-truncation-threshold=512" : string.Empty)}
            """);
    }

    private async Task LoadAsync()
    {
        await File.WriteAllTextAsync(PathTo("zones.sql"), string.Join(
            Environment.NewLine,
            $".read {Installed.PowerDnsSchema}",
            "BEGIN;",
            ZoneSql.Of(1, ClusterZone.Name, ClusterZone.Records),
            ZoneSql.Of(2, ForeignZone.Name, ForeignZone.Records),
            "COMMIT;",
            string.Empty));
        using var load = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(Installed.PathOf(Installed.Sqlite), ["-bail", PathTo(Database), $".read {PathTo("zones.sql")}"]))!;
        await load.WaitForExitAsync();
        Assert.Equal(0, load.ExitCode);
    }
}
