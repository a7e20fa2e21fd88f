using System.Net;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>Unbound as a forwarding cache; with <c>serve-expired</c> it gives expired answers, with TTL 30, while it has no better ones.</summary>
internal sealed class UnboundServer(IPEndPoint upstream, Datagram datagram, bool servesExpired = false) : CachingServer(IPAddress.Parse("127.0.53.4"), upstream, datagram)
{
    protected override string Program => Installed.Unbound;

    protected override IEnumerable<string> Arguments => ["-d", "-c", PathTo("unbound.conf")];

    protected override Task ConfigureAsync() => File.WriteAllTextAsync(PathTo("unbound.conf"), $"""
        server:
          interface: {EndPoint.Address}
          port: {EndPoint.Port}
          directory: "{Folder.FullName}"
          chroot: ""
          username: ""
          pidfile: ""
          use-syslog: no
          logfile: ""
          do-daemonize: no
          do-ip6: no
          num-threads: 1
          incoming-num-tcp: 100
          access-control: 127.0.0.0/8 allow
          do-not-query-localhost: no
          module-config: "iterator"
          serve-expired: {(servesExpired ? "yes" : "no")}
          {(IsSmall ? "max-udp-size: 512" : string.Empty)}
        remote-control:
          control-enable: no
        forward-zone:
          name: "."
          forward-addr: {Upstream.Address}@{Upstream.Port}
        """);
}
