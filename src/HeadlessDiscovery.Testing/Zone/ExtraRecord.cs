using System.Net;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>An additional record, outside those of the cluster, without its owner, which is the queried name.</summary>
internal sealed record ExtraRecord(RecordType Type, byte[] Data, string? Target, uint? Ttl)
{
    public static ExtraRecord Of(IPAddress address, uint? ttl = null) => new(RecordData.TypeOf(address), address.GetAddressBytes(), null, ttl);

    public static ExtraRecord Read(string type, string value, uint? ttl)
    {
        if (string.Equals(type, "CNAME", StringComparison.OrdinalIgnoreCase))
        {
            return new ExtraRecord(RecordType.Cname, [], value.TrimEnd('.'), ttl);
        }

        if (IPAddress.TryParse(value, out var address) && string.Equals(type, RecordData.TypeOf(address).ToString(), StringComparison.OrdinalIgnoreCase))
        {
            return Of(address, ttl);
        }

        throw new ArgumentException($"'{value}' is not a valid value for a record of type {type}; supported types are A, AAAA and CNAME.", nameof(value));
    }
}
