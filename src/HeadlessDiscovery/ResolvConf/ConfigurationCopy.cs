using System.Collections.Immutable;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Copies and compares configurations by their content.</summary>
internal static class ConfigurationCopy
{
    public static ResolverConfiguration WithDiagnostics(this ResolverConfiguration configuration, ImmutableArray<ConfigurationDiagnostic> diagnostics) => new()
    {
        Path = configuration.Path,
        NameServers = configuration.NameServers,
        Search = configuration.Search,
        Ndots = configuration.Ndots,
        Timeout = configuration.Timeout,
        Attempts = configuration.Attempts,
        Rotate = configuration.Rotate,
        UseTcp = configuration.UseTcp,
        SingleRequest = configuration.SingleRequest,
        NoAaaa = configuration.NoAaaa,
        NoReload = configuration.NoReload,
        NoTldQuery = configuration.NoTldQuery,
        Diagnostics = diagnostics,
    };

    /// <summary>Whether two files say the same; diagnostics count, so that a new one is seen once.</summary>
    public static bool HasSameContent(this ResolverConfiguration left, ResolverConfiguration right) =>
        left.Path == right.Path
        && left.NameServers.SequenceEqual(right.NameServers)
        && left.Search.SequenceEqual(right.Search)
        && left.Ndots == right.Ndots
        && left.Timeout == right.Timeout
        && left.Attempts == right.Attempts
        && left.Rotate == right.Rotate
        && left.UseTcp == right.UseTcp
        && left.SingleRequest == right.SingleRequest
        && left.NoAaaa == right.NoAaaa
        && left.NoReload == right.NoReload
        && left.NoTldQuery == right.NoTldQuery
        && left.Diagnostics.SequenceEqual(right.Diagnostics);
}
