using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>A ready pod of the service: its addresses, and its host name where it has one.</summary>
internal sealed record Pod(IPAddress? V4, IPAddress? V6 = null, string? HostName = null)
{
    public IEnumerable<IPAddress> Addresses
    {
        get
        {
            if (V4 is not null)
            {
                yield return V4;
            }

            if (V6 is not null)
            {
                yield return V6;
            }
        }
    }

    /// <summary>So many pods with an IPv4 address each, counted from a number.</summary>
    public static Pod[] Many(int count, int from = 1) => [.. Enumerable.Range(from, count).Select(i => new Pod(V4Of(i)))];

    /// <summary>So many pods with an address of each family.</summary>
    public static Pod[] Dual(int count, int from = 1) => [.. Enumerable.Range(from, count).Select(i => new Pod(V4Of(i), V6Of(i)))];

    /// <summary>So many pods with an IPv6 address each.</summary>
    public static Pod[] V6Many(int count, int from = 1) => [.. Enumerable.Range(from, count).Select(i => new Pod(null, V6Of(i)))];

    /// <summary>So many pods of a StatefulSet: CoreDNS answers their host names, and no names made of addresses.</summary>
    public static Pod[] Named(int count, int from = 1) => [.. Enumerable.Range(from, count).Select(i => new Pod(V4Of(i), HostName: $"web-{i}"))];

    /// <summary>The label of an endpoint's own name below the service (CoreDNS 1.14, kubernetes plugin).</summary>
    public string Label(IPAddress address) =>
        HostName ?? address.ToString().Replace(address.AddressFamily == AddressFamily.InterNetwork ? '.' : ':', '-');

    private static IPAddress V4Of(int number) => new([10, (byte)(244 + (number >> 16)), (byte)(number >> 8), (byte)number]);

    private static IPAddress V6Of(int number) => IPAddress.Parse($"fd00:10:244::{number:x}");
}
