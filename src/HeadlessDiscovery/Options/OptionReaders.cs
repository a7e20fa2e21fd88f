using System.Collections.Immutable;

namespace HeadlessDiscovery.Options;

/// <summary>Every option by its name. By hand, because reflection would not survive trimming; tests compare the names with the options. HeadlessDiscovery.AspNetCore compiles this file too.</summary>
internal static class OptionReaders
{
    // Not ConfigureLookup: it cannot come from configuration, and a delegate made again is never equal.
    public static ImmutableArray<(string Name, Func<HeadlessPeersOptions, object?> Read)> All { get; } =
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
}
