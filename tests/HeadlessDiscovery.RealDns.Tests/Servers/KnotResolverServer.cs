using System.Net;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>Knot Resolver as a forwarding cache with its module <c>serve_stale</c>: expired answers, with TTL 0 or 1, while its upstream is dead.</summary>
internal sealed class KnotResolverServer(IPEndPoint upstream) : CachingServer(IPAddress.Parse("127.0.53.9"), upstream, Datagram.Usual)
{
    protected override string Program => Installed.KnotResolver;

    protected override IEnumerable<string> Arguments => ["--noninteractive", "--quiet", "--config", PathTo("kresd.conf"), Folder.FullName];

    protected override Task ConfigureAsync() => File.WriteAllTextAsync(PathTo("kresd.conf"), $$"""
        net.listen('{{EndPoint.Address}}', {{EndPoint.Port}}, { kind = 'dns' })
        trust_anchors.remove('.')
        modules = { 'serve_stale < cache', 'policy' }
        cache.size = 10 * MB
        policy.add(policy.all(policy.STUB('{{Upstream.Address}}@{{Upstream.Port}}')))
        """);
}
