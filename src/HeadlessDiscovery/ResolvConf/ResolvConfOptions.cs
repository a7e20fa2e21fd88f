using System.Collections.Immutable;
using System.Globalization;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>The options of resolv.conf(5) that are on or off.</summary>
[Flags]
internal enum ResolvConfSwitches
{
    None = 0,
    Rotate = 1,
    UseTcp = 2,
    SingleRequest = 4,
    NoAaaa = 8,
    NoReload = 16,
    NoTldQuery = 32,
}

/// <summary>An option with a number.</summary>
/// <param name="Name">Its name in the file, and in JSON.</param>
/// <param name="Least">A lower number becomes this one.</param>
/// <param name="Most">A higher number becomes this one.</param>
/// <param name="Default">Its value where the file does not set it.</param>
/// <param name="Read">Reads it from a configuration.</param>
internal sealed record ResolvConfNumber(string Name, int Least, int Most, int Default, Func<ResolverConfiguration, double> Read);

/// <summary>An option that is on or off.</summary>
/// <param name="Switch">Its place in a configuration.</param>
/// <param name="Json">Its name in JSON: that of the property.</param>
/// <param name="Names">Its names in the file; printed by the first.</param>
/// <param name="IsOn">Reads it from a configuration.</param>
internal sealed record ResolvConfSwitch(ResolvConfSwitches Switch, string Json, ImmutableArray<string> Names, Func<ResolverConfiguration, bool> IsOn);

/// <summary>Each option of resolv.conf(5), one row for the parser, the configuration and all that print one. HeadlessDiscovery.AspNetCore and the tool compile this file too.</summary>
internal static class ResolvConfOptions
{
    public static readonly ResolvConfNumber Ndots = new("ndots", 0, 15, 1, configuration => configuration.Ndots);
    public static readonly ResolvConfNumber Timeout = new("timeout", 1, 30, 5, configuration => configuration.Timeout.TotalSeconds);
    public static readonly ResolvConfNumber Attempts = new("attempts", 1, 5, 2, configuration => configuration.Attempts);

    public static ImmutableArray<ResolvConfNumber> Numbers { get; } = [Ndots, Timeout, Attempts];

    public static ImmutableArray<ResolvConfSwitch> Switches { get; } =
    [
        new(ResolvConfSwitches.Rotate, "rotate", ["rotate"], configuration => configuration.Rotate),
        new(ResolvConfSwitches.UseTcp, "useTcp", ["use-vc", "usevc", "tcp"], configuration => configuration.UseTcp),
        new(ResolvConfSwitches.SingleRequest, "singleRequest", ["single-request", "single-request-reopen"], configuration => configuration.SingleRequest),
        new(ResolvConfSwitches.NoAaaa, "noAaaa", ["no-aaaa"], configuration => configuration.NoAaaa),
        new(ResolvConfSwitches.NoReload, "noReload", ["no-reload"], configuration => configuration.NoReload),
        new(ResolvConfSwitches.NoTldQuery, "noTldQuery", ["no-tld-query"], configuration => configuration.NoTldQuery),
    ];

    /// <summary>As a line of resolv.conf has them after "options": each number, and the switches that are on.</summary>
    public static string Written(ResolverConfiguration configuration) => string.Join(' ',
    [
        .. Numbers.Select(option => string.Create(CultureInfo.InvariantCulture, $"{option.Name}:{option.Read(configuration):0.###}")),
        .. Switches.Where(option => option.IsOn(configuration)).Select(option => option.Names[0]),
    ]);

    /// <summary>EDNS is always on, and the others change nothing about peers: silence, for systemd writes some on every machine.</summary>
    public static ImmutableArray<string> Silent { get; } = ["edns0", "trust-ad", "strict-error", "inet6", "debug", "no-check-names", "ip6-bytestring", "ip6-dotint", "no-ip6-dotint"];
}
