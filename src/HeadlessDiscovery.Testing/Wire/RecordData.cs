using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HeadlessDiscovery.Testing.Wire;

/// <summary>Makes records of the types that a cluster answers with.</summary>
internal static class RecordData
{
    public static RecordType TypeOf(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? RecordType.Aaaa : RecordType.A;

    public static DnsRecord Address(string owner, uint ttl, IPAddress address) =>
        new(owner, TypeOf(address), ttl, address.GetAddressBytes());

    public static DnsRecord Cname(string owner, uint ttl, string target) => new(owner, RecordType.Cname, ttl, [], target);

    public static DnsRecord Ptr(string owner, uint ttl, string target) => new(owner, RecordType.Ptr, ttl, [], target);

    public static DnsRecord ChaosText(string owner, string text) =>
        new(owner, RecordType.Txt, 0, [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)], Class: Question.Chaos);

    public static DnsRecord Ns(string zone, uint ttl) => new(zone, RecordType.Ns, ttl, [], Below("ns.dns", zone));

    public static DnsRecord Srv(string owner, uint ttl, int weight, int port, string target) =>
        new(owner, RecordType.Srv, ttl, [0, 0, (byte)(weight >> 8), (byte)weight, (byte)(port >> 8), (byte)port], target);

    public static DnsRecord Soa(string zone, uint ttl, uint minimum, uint serial)
    {
        var buffer = new WireBuffer(128);
        new NameWriter().Write(buffer, Below("ns.dns", zone), mayPoint: false);
        new NameWriter().Write(buffer, Below("hostmaster", zone), mayPoint: false);
        ReadOnlySpan<uint> numbers = [serial, 7200, 1800, 86400, minimum];
        foreach (var number in numbers)
        {
            buffer.WriteUInt32(number);
        }

        return new DnsRecord(zone, RecordType.Soa, ttl, buffer.ToArray());
    }

    private static string Below(string label, string zone) => zone.Length == 0 ? label : $"{label}.{zone}";
}
