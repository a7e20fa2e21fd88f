using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>One published address of a pod, and the label that names it below the service.</summary>
internal sealed class PodAddress
{
    public PodAddress(IPAddress address, string? hostName)
    {
        Type = RecordData.TypeOf(address);
        Data = address.GetAddressBytes();
        Identity = BinaryPrimitives.ReadUInt128BigEndian(address.MapToIPv6().GetAddressBytes());
        Label = hostName?.ToLower(CultureInfo.InvariantCulture) ?? Dashed(address);
    }

    public RecordType Type { get; }

    public byte[] Data { get; }

    public string Label { get; }

    /// <summary>Compares faster than the bytes; IPv4 is widened as an IPv4-mapped address.</summary>
    public UInt128 Identity { get; }

    /// <summary>10.1.2.3 is named 10-1-2-3, and fd00::1 is named fd00--1.</summary>
    public static string Dashed(IPAddress address) =>
        address.ToString().Replace(address.AddressFamily == AddressFamily.InterNetwork ? '.' : ':', '-');
}
