using System.Collections.Immutable;
using System.Globalization;

namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>An option that differs from its default.</summary>
/// <param name="Name">The name of the property.</param>
/// <param name="Value">Its value, as in docs/configuration.md.</param>
internal sealed record OptionInForce(string Name, string Value)
{
    // By hand, because reflection would not survive trimming. A test compares the names with the options.
    private static readonly ImmutableArray<(string Name, Func<HeadlessPeersOptions, object?> Read)> All =
    [
        (nameof(HeadlessPeersOptions.ServiceName), options => options.ServiceName),
        (nameof(HeadlessPeersOptions.Port), options => options.Port),
        (nameof(HeadlessPeersOptions.PortName), options => options.PortName),
        (nameof(HeadlessPeersOptions.Protocol), options => options.Protocol),
        (nameof(HeadlessPeersOptions.Family), options => options.Family.ToString()),
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
        (nameof(HeadlessPeersOptions.Membership), options => options.Membership.ToString()),
        (nameof(HeadlessPeersOptions.StaticPeers), options => options.StaticPeers),
        (nameof(HeadlessPeersOptions.ConfigureLookup), options => options.ConfigureLookup is null ? null : "set"),
    ];

    public static IEnumerable<string> Names => All.Select(option => option.Name);

    public static ImmutableArray<OptionInForce> Of(HeadlessPeersOptions options)
    {
        var defaults = new HeadlessPeersOptions();
        return [.. All
            .Select(option => (option.Name, Value: Text(option.Read(options)), Default: Text(option.Read(defaults))))
            .Where(option => option.Value != option.Default)
            .Select(option => new OptionInForce(option.Name, option.Value))];
    }

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        bool flag => flag ? "true" : "false",
        TimeSpan time when time == Timeout.InfiniteTimeSpan => "infinite",
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s"),
        IEnumerable<string> list => string.Join(", ", list),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
