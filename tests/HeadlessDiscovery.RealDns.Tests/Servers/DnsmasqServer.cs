using System.Net;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>dnsmasq as a forwarding cache, with a second server to resort to where one is given.</summary>
internal sealed class DnsmasqServer(IPEndPoint upstream, Datagram datagram, IPEndPoint? fallback = null) : CachingServer(IPAddress.Parse("127.0.53.5"), upstream, datagram)
{
    protected override string Program => Installed.Dnsmasq;

    // Not --no-daemon: that would serve one TCP connection at a time, and nothing beside it.
    protected override IEnumerable<string> Arguments => ["--keep-in-foreground", $"--conf-file={PathTo("dnsmasq.conf")}"];

    // What the second one denies would be kept for as long as the SOA of the root says, which is a day.
    protected override Task ConfigureAsync() => File.WriteAllTextAsync(PathTo("dnsmasq.conf"), $"""
        listen-address={EndPoint.Address}
        port={EndPoint.Port}
        bind-interfaces
        no-resolv
        no-hosts
        server={Upstream.Address}#{Upstream.Port}
        {(fallback is null ? string.Empty : $"server={fallback.Address}#{fallback.Port}\nstrict-order\nno-negcache")}
        cache-size=10000
        pid-file=
        user={Environment.UserName}
        log-facility=-
        {(IsSmall ? "edns-packet-max=512" : string.Empty)}
        """);
}
