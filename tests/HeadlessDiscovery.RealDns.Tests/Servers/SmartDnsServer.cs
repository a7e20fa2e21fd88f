using System.Net;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>smartdns as a forwarding cache, without its speed check, with room for more than eight addresses, and with TTLs of 5 s at most.</summary>
internal sealed class SmartDnsServer(IPEndPoint upstream) : CachingServer(IPAddress.Parse("127.0.53.8"), upstream, Datagram.Usual)
{
    protected override string Program => Installed.SmartDns;

    protected override IEnumerable<string> Arguments => ["-f", "-c", PathTo("smartdns.conf"), "-p", PathTo("smartdns.pid")];

    protected override Task ConfigureAsync() => File.WriteAllTextAsync(PathTo("smartdns.conf"), $"""
        bind {EndPoint}
        bind-tcp {EndPoint}
        server {Upstream}
        speed-check-mode none
        max-reply-ip-num 128
        rr-ttl-max 5
        rr-ttl-reply-max 5
        cache-persist no
        log-level error
        log-file {PathTo("smartdns.log")}
        """);
}
