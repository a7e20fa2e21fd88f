using System.Net;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Simulation.World;

/// <summary>The addresses of pods, and their numbers.</summary>
internal static class Addresses
{
    private static readonly Pod[] Pods = [new(null), .. Pod.Many(40_000)];

    public static Pod PodAt(int number) => Pods[number];

    public static IPAddress Of(int number) => Pods[number].V4!;

    public static int NumberOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return ((bytes[1] - 244) << 16) | (bytes[2] << 8) | bytes[3];
    }
}
