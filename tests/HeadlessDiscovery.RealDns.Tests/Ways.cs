using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>The ways to the zone: each authority, directly and through each cache.</summary>
internal static class Ways
{
    public static MatrixTheoryData<Authority, Cache> All => new(Enum.GetValues<Authority>(), Enum.GetValues<Cache>());

    public static MatrixTheoryData<Authority, Cache> Cached => new(Enum.GetValues<Authority>(), [Cache.Unbound, Cache.Dnsmasq]);

    public static TheoryData<Authority> Direct => [.. Enum.GetValues<Authority>()];

    public static MatrixTheoryData<Authority, Cache, int> AllWith(params int[] sizes) => new(Enum.GetValues<Authority>(), Enum.GetValues<Cache>(), sizes);

    /// <summary>A service name that no other way and no other test has.</summary>
    public static string Service(string test, Cache cache) => $"{test}-{cache}".ToLowerInvariant();
}
