using System.Diagnostics.Metrics;

namespace HeadlessDiscovery.Tool.Resolving;

/// <summary>Counts lookups by the library's own meter.</summary>
internal sealed class LookupMeter : IDisposable
{
    private readonly MeterListener listener = new();
    private long lookups;
    private long failed;

    /// <summary>Listens to the meter of one application; to that of the process where <paramref name="scope"/> is null.</summary>
    public LookupMeter(IMeterFactory? scope)
    {
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "HeadlessDiscovery" && instrument.Name == "headless_discovery.lookups" && ReferenceEquals(instrument.Meter.Scope, scope))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Count(count, tags));
        listener.Start();
    }

    public LookupTally Tally => new(Interlocked.Read(ref lookups), Interlocked.Read(ref failed));

    /// <summary>Runs after each lookup, on its thread.</summary>
    public Action? LookupEnded { get; set; }

    public void Dispose() => listener.Dispose();

    private void Count(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Interlocked.Add(ref lookups, count);
        foreach (var tag in tags)
        {
            if (tag is { Key: "outcome", Value: "unknown" })
            {
                Interlocked.Add(ref failed, count);
            }
        }

        LookupEnded?.Invoke();
    }
}
