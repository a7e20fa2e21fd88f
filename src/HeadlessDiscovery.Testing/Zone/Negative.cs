using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>The two kinds of negative answers, each with the SOA that determines how long it may be cached (RFC 2308).</summary>
internal static class Negative
{
    // CoreDNS: the SOA's own TTL is at most 300 s, its minimum is the ttl option as it is.
    private const uint LongestSoaTtl = 300;

    public static ZoneAnswer NxDomain(ZoneView view) => new() { Code = ResponseCode.NxDomain, Authority = [Soa(view, view.Zone)] };

    public static ZoneAnswer NoData(ZoneView view) => new() { Authority = [Soa(view, view.Zone)] };

    /// <summary>A name outside the cluster: the answer of the server that CoreDNS forwards to.</summary>
    public static ZoneAnswer Foreign(ZoneView view, int code) => new() { Code = code, Authoritative = false, Authority = [Soa(view, string.Empty)] };

    public static DnsRecord Soa(ZoneView view, string zone) => view.NegativeTtl is { } ttl
        ? RecordData.Soa(zone, ttl, ttl, view.Serial)
        : RecordData.Soa(zone, Math.Min(view.Ttl, LongestSoaTtl), view.Ttl, view.Serial);
}
