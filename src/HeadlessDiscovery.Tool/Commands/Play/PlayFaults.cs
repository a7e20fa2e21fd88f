using System.Collections.Frozen;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tool.Commands.Play;

/// <summary>The DNS faults that can be switched on, by the name that is typed. docs/cli.md has the table.</summary>
internal static class PlayFaults
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private static readonly FrozenDictionary<string, Func<DnsFaults, DnsFault>> Known = new Dictionary<string, Func<DnsFaults, DnsFault>>
    {
        ["servfail"] = faults => faults.ServFail(),
        ["refused"] = faults => faults.Refuse(),
        ["nxdomain"] = faults => faults.NxDomain(),
        ["nodata"] = faults => faults.NoData(),
        ["lame"] = faults => faults.Lame(),
        ["timeout"] = faults => faults.Drop(),
        ["slow"] = faults => faults.Delay(Late),
        ["partial"] = faults => faults.Partial(0.5),
        ["truncated"] = faults => faults.TruncateBoth(),
        ["wrong-id"] = faults => faults.WrongId(),
        ["garbage"] = faults => faults.Garbage(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    public static bool Has(string name) => Known.ContainsKey(name);

    public static DnsFault Set(string name, DnsFaults faults) => Known[name](faults);
}
