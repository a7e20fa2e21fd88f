using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;

namespace HeadlessDiscovery.Samples.Tests.Observability;

/// <summary>The instruments of the meter, as Prometheus names them.</summary>
internal static partial class PrometheusNames
{
    /// <summary>Every instrument that a resolver publishes.</summary>
    public static IReadOnlyList<Instrument> Instruments()
    {
        var seen = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "HeadlessDiscovery")
                {
                    seen.Add(instrument);
                }
            },
        };
        listener.Start();
        using var resolver = new PeerResolver("orders", options => options.StaticPeers.Add("127.0.0.1"));
        return [.. seen.DistinctBy(instrument => instrument.Name)];
    }

    /// <summary>The names of an instrument: dots to underscores, the unit as suffix, _total for a counter, three for a histogram.</summary>
    public static IEnumerable<string> Of(Instrument instrument)
    {
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            ['{', ..] => string.Empty,
            var other => throw new InvalidOperationException($"{instrument.Name} has the unit '{other}', whose translation nobody wrote down."),
        };
        var name = instrument.Name.Replace('.', '_') + unit;
        return instrument switch
        {
            Histogram<double> => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
            Counter<long> or ObservableCounter<long> => [$"{name}_total"],
            _ => [name],
        };
    }

    /// <summary>Every metric of ours that a text names.</summary>
    public static IReadOnlySet<string> In(string text) => Names().Matches(text).Select(found => found.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\b(?:headless_discovery|dns_lookup)_\w+")]
    private static partial Regex Names();
}
