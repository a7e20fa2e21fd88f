using System.Buffers.Binary;
using System.Net;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>PTR: an address resolves to every service that contains it, and to the pod's name in a headless one.</summary>
internal static class ReverseNames
{
    public static ZoneAnswer? Answer(ZoneQuery query)
    {
        var (view, owner, key, type) = query;
        if (ReadAddress(key) is not { } address)
        {
            return null;
        }

        var records = view.Services.Values.SelectMany(s => NamesOf(view, s, address))
            .Distinct(StringComparer.Ordinal)
            .Select(name => RecordData.Ptr(owner, view.Ttl, name))
            .ToArray();
        return records.Length == 0 ? Negative.NxDomain(view) : type == RecordType.Ptr ? ZoneAnswer.Positive(records) : Negative.NoData(view);
    }

    private static IEnumerable<string> NamesOf(ZoneView view, ServiceView service, IPAddress address)
    {
        var name = $"{service.Name}.{service.Namespace}.svc.{view.Zone}";
        if (service.ClusterAddresses.Contains(address))
        {
            return [name];
        }

        var identity = BinaryPrimitives.ReadUInt128BigEndian(address.MapToIPv6().GetAddressBytes());
        return service.Pods.Where(p => p.Identity == identity).Select(p => $"{p.Label}.{name}");
    }

    // RFC 1035 §3.5 and RFC 3596 §2.5: bytes, or nibbles, from the last to the first.
    private static IPAddress? ReadAddress(string key)
    {
        var labels = key.Split('.').Reverse().ToArray();
        var text = labels switch
        {
            ["arpa", "in-addr", .. { Length: 4 } octets] => string.Join('.', octets),
            ["arpa", "ip6", .. { Length: 32 } nibbles] => string.Join(':', nibbles.Chunk(4).Select(four => string.Concat(four))),
            _ => null,
        };
        return IPAddress.TryParse(text, out var address) ? address : null;
    }
}
