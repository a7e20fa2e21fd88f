using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Cluster.Tests.Pods;

/// <summary>What makes a sample query the DNS server of a test, and believe it at once.</summary>
internal static class QuickPeers
{
    public static KeyValuePair<string, string>[] Settings(HeadlessServiceServer dns) =>
    [
        new("HeadlessPeers__NameServers__0", dns.NameServer),
        new("HeadlessPeers__ResolvConfPath", dns.ResolvConfPath),
        new("HeadlessPeers__RemovalConfirmations", "1"),
        new("HeadlessPeers__MassRemovalHold", "00:00:00"),
        new("HeadlessPeers__MinRefreshInterval", "00:00:00.100"),
    ];
}
