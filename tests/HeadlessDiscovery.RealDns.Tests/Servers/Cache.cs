namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>Which cache stands before the authority, as NodeLocal DNSCache does in a cluster.</summary>
public enum Cache
{
    None,
    Unbound,
    Dnsmasq,
}
