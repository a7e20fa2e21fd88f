using System.Diagnostics;
using System.Net;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>gdnsd, an authority that answers an alias of its own zone without the addresses of its target.</summary>
internal sealed class GdnsdServer(IEnumerable<ZoneRecord> records) : RealServer(IPAddress.Parse("127.0.53.10"))
{
    private readonly List<ZoneRecord> zone = [.. ZoneRecord.Apex(ClusterZone.Name), .. records];

    protected override string Program => Installed.Gdnsd;

    protected override IEnumerable<string> Arguments => ["-c", Folder.FullName, "start"];

    /// <summary>Publishes the zone anew, without some records and with others.</summary>
    public async Task ReplaceAsync(IEnumerable<ZoneRecord> old, IEnumerable<ZoneRecord> added)
    {
        zone.RemoveAll(old.Contains);
        zone.AddRange(added);
        await WriteZoneAsync();
        using var reload = Process.Start(new ProcessStartInfo(Installed.PathOf(Installed.GdnsdControl), ["-c", Folder.FullName, "reload-zones"]) { RedirectStandardError = true })!;
        var said = await reload.StandardError.ReadToEndAsync();
        await reload.WaitForExitAsync();
        Assert.True(reload.ExitCode == 0, said);
    }

    protected override async Task ConfigureAsync()
    {
        Directory.CreateDirectory(PathTo("zones"));
        await WriteZoneAsync();
        await File.WriteAllTextAsync(PathTo("config"), $$"""
            options => {
              listen => [ "{{EndPoint}}" ],
              run_dir => "{{PathTo("run")}}",
              state_dir => "{{PathTo("state")}}",
              min_ttl => 1,
              udp_threads => 1,
              tcp_threads => 1
            }
            """);
    }

    private Task WriteZoneAsync() => File.WriteAllTextAsync(PathTo(Path.Combine("zones", ClusterZone.Name)), ZoneFile.Of(zone));
}
