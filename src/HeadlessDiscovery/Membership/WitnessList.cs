using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Membership;

/// <summary>The servers that ever answered with records, each with a bit of its own in <see cref="TrackedPeer.ListedBy"/>.</summary>
internal static class WitnessList
{
    private const int Most = 32;

    /// <summary>The bit of a server; 0 for one that is not known, or for no server at all.</summary>
    public static uint BitOf(ImmutableArray<IPEndPoint> servers, IPEndPoint? server) =>
        server is not null && servers.IndexOf(server) is var index and >= 0 ? 1u << index : 0;

    /// <summary>The bits of those that are configured.</summary>
    public static uint BitsOf(ImmutableArray<IPEndPoint> servers, ImmutableArray<IPEndPoint> configured)
    {
        var bits = 0u;
        for (var i = 0; i < servers.Length; i++)
        {
            bits |= configured.Contains(servers[i]) ? 1u << i : 0;
        }

        return bits;
    }

    /// <summary>Whether a server never listed a peer that another configured one did, so that its word alone proves little.</summary>
    public static bool IsWeak(uint witness, TrackedPeer tracked, uint configured) =>
        (tracked.ListedBy & witness) == 0 && (tracked.ListedBy & configured) != 0;

    /// <summary>The servers with one more. Beyond 32, which only a configuration that changes again and again can bring about, all bits are taken.</summary>
    public static ImmutableArray<IPEndPoint> With(ImmutableArray<IPEndPoint> servers, IPEndPoint? server) =>
        server is null || servers.Contains(server) || servers.Length == Most ? servers : servers.Add(server);
}
