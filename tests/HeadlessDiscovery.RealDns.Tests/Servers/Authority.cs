namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>Which server holds the zone <c>cluster.local</c>.</summary>
public enum Authority
{
    Bind,
    Knot,
    PowerDns,
}
