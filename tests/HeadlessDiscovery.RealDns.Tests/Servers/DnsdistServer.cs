using System.Net;
using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>dnsdist: with one server behind it a cache, which holds a SERVFAIL for a minute as it comes; with several an address that passes queries on to them in turn.</summary>
internal sealed class DnsdistServer(params IPEndPoint[] upstreams) : RealServer(IPAddress.Parse("127.0.53.7"))
{
    protected override string Program => Installed.Dnsdist;

    protected override IEnumerable<string> Arguments => ["--supervised", "--config", PathTo("dnsdist.conf")];

    protected override Task ConfigureAsync() => File.WriteAllLinesAsync(PathTo("dnsdist.conf"),
    [
        $"setLocal(\"{EndPoint}\")",
        "setSecurityPollSuffix(\"\")",
        "setServerPolicy(roundrobin)",
        .. upstreams.Select(server => $"newServer({{ address = \"{server}\", checkName = \"{ClusterZone.Name}.\", checkType = \"SOA\" }})"),
        .. upstreams.Length == 1 ? ["getPool(\"\"):setCache(newPacketCache(10000))"] : (string[])[],
    ]);
}
