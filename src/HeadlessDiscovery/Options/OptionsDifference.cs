namespace HeadlessDiscovery.Options;

/// <summary>Which options differ. By hand, because reflection would not survive trimming; a test compares the names with the options.</summary>
internal static class OptionsDifference
{
    // Not ConfigureLookup: it cannot come from configuration, and a delegate made again is never equal.
    private static readonly (string Name, Func<HeadlessPeersOptions, object?> Read)[] All =
    [
        (nameof(HeadlessPeersOptions.ServiceName), options => options.ServiceName),
        (nameof(HeadlessPeersOptions.Port), options => options.Port),
        (nameof(HeadlessPeersOptions.PortName), options => options.PortName),
        (nameof(HeadlessPeersOptions.Protocol), options => options.Protocol),
        (nameof(HeadlessPeersOptions.Family), options => options.Family),
        (nameof(HeadlessPeersOptions.NameServers), options => options.NameServers),
        (nameof(HeadlessPeersOptions.ResolvConfPath), options => options.ResolvConfPath),
        (nameof(HeadlessPeersOptions.SearchDomains), options => options.SearchDomains),
        (nameof(HeadlessPeersOptions.Ndots), options => options.Ndots),
        (nameof(HeadlessPeersOptions.AttemptTimeout), options => options.AttemptTimeout),
        (nameof(HeadlessPeersOptions.Attempts), options => options.Attempts),
        (nameof(HeadlessPeersOptions.LookupTimeout), options => options.LookupTimeout),
        (nameof(HeadlessPeersOptions.HedgeDelay), options => options.HedgeDelay),
        (nameof(HeadlessPeersOptions.UseTcp), options => options.UseTcp),
        (nameof(HeadlessPeersOptions.RequireClusterSuffix), options => options.RequireClusterSuffix),
        (nameof(HeadlessPeersOptions.RemovalConfirmations), options => options.RemovalConfirmations),
        (nameof(HeadlessPeersOptions.MassRemovalHold), options => options.MassRemovalHold),
        (nameof(HeadlessPeersOptions.MinRefreshInterval), options => options.MinRefreshInterval),
        (nameof(HeadlessPeersOptions.MaxRefreshInterval), options => options.MaxRefreshInterval),
        (nameof(HeadlessPeersOptions.RefreshJitter), options => options.RefreshJitter),
        (nameof(HeadlessPeersOptions.MaxStale), options => options.MaxStale),
        (nameof(HeadlessPeersOptions.SelfAddresses), options => options.SelfAddresses),
        (nameof(HeadlessPeersOptions.IncludeSelf), options => options.IncludeSelf),
        (nameof(HeadlessPeersOptions.Membership), options => options.Membership),
        (nameof(HeadlessPeersOptions.StaticPeers), options => options.StaticPeers),
    ];

    public static IEnumerable<string> Names(HeadlessPeersOptions left, HeadlessPeersOptions right) =>
        All.Where(option => !Same(option.Read(left), option.Read(right))).Select(option => option.Name);

    private static bool Same(object? left, object? right) =>
        left is IEnumerable<string> one && right is IEnumerable<string> other ? one.SequenceEqual(other, StringComparer.Ordinal) : Equals(left, right);
}
