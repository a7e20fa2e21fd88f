using System.Collections.Immutable;
using System.Globalization;
using HeadlessDiscovery.Options;

namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>An option that differs from its default.</summary>
/// <param name="Name">The name of the property.</param>
/// <param name="Value">Its value, as in docs/configuration.md.</param>
internal sealed record OptionInForce(string Name, string Value)
{
    private static readonly ImmutableArray<(string Name, Func<HeadlessPeersOptions, object?> Read)> All =
    [
        .. OptionReaders.All,
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
