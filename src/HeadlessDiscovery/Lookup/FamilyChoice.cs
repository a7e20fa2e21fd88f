using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Options;

namespace HeadlessDiscovery.Lookup;

/// <summary>Which address records are queried: by default one family, that of this pod's first address, so that all pods of a service query the same.</summary>
internal static class FamilyChoice
{
    private static readonly DnsRecordType[] V4 = [DnsRecordType.A];
    private static readonly DnsRecordType[] V6 = [DnsRecordType.Aaaa];
    private static readonly DnsRecordType[] Both = [DnsRecordType.A, DnsRecordType.Aaaa];

    public static DnsRecordType[] Of(PeerFamily family, OwnAddresses own, ResolverConfiguration configuration)
    {
        var asked = family switch
        {
            PeerFamily.IPv4 => V4,
            PeerFamily.IPv6 => V6,
            PeerFamily.Both => Both,
            _ => own.BeginsWithIPv6 ? V6 : V4,
        };

        // resolv.conf "no-aaaa" (glibc 2.36) is about what is asked by default, not about what was asked for by option.
        return family == PeerFamily.Auto && configuration.NoAaaa ? V4 : asked;
    }
}
