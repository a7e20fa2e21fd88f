using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests.Zones;

/// <summary>What the zone of the cluster has at the start; each test has services of its own.</summary>
internal static class ClusterZone
{
    public const string Name = "cluster.local";

    /// <summary>TTL and MINIMUM of the SOA. Kubernetes has 5; a shorter one saves the tests time behind the caches.</summary>
    public const int NegativeTtl = 2;

    /// <summary>How many pods a growing service has at the start. With a name of 40 bytes, 4091 or 4092 fit into 64 KiB.</summary>
    public const int FewEnough = 4_000;

    /// <summary>A namespace that other servers know: this one refers to them.</summary>
    public const string Delegated = $"far.svc.{Name}";

    private static readonly int[] Sizes = [1, 3, 28, 29, 74, 100, 1_000, 4_000, 5_000];

    public static IEnumerable<ZoneRecord> Records =>
    [
        .. ZoneRecord.Apex(Name),
        .. Sizes.SelectMany(size => Pods.Records(Size(size), 0, size)),
        .. Enum.GetValues<Cache>().SelectMany(cache => Pods.Records(Growing(cache), 0, FewEnough, ttl: 1)),
        .. Pods.Records("orders", 0, 3),
        .. Pods.Records("orders", 10, 3, ns: "shop"),
        new ZoneRecord(Pods.Fqdn("text"), "TXT", 5, "\"no address\""),
        .. Pods.WithPort("web", "http", 8080, 3),
        .. Pods.WithPort("ports", "peer", 7000, 100),
        .. TwinSizes.SelectMany(size => Pods.WithPort(Twins(size), "peer", 7000, size).Concat(Pods.HostsV6(Twins(size), size))),
        new ZoneRecord(Delegated, "NS", 5, $"ns.{Delegated}"),
        ZoneRecord.A($"ns.{Delegated}", 5, "127.0.0.99"),
        .. Pods.Records("dual", 0, 3),
        .. Pods.RecordsV6("dual", 3),
        .. Pods.RecordsV6("six", 3),
        .. Pods.Records("bigdual", 0, 1_000),
        .. Pods.RecordsV6("bigdual", 1_000),
    ];

    /// <summary>From all the glue in one datagram to none.</summary>
    public static IEnumerable<int> TwinSizes => Enumerable.Range(8, 10);

    public static string Twins(int size) => $"twins-{size}";

    public static string Size(int size) => $"size-{size}";

    public static string Growing(Cache cache) => $"growing-{cache}".ToLowerInvariant();
}
