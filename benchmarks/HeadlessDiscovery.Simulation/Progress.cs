using System.Globalization;

namespace HeadlessDiscovery.Simulation;

/// <summary>A line that says how far a run is, once a second.</summary>
internal sealed class Progress(double podMinutes, TimeProvider time, Action<string> write) : IDisposable
{
    private readonly Lock gate = new();
    private readonly long startTimestamp = time.GetTimestamp();
    private ITimer? timer;
    private double passed;

    public void Start() => timer = time.CreateTimer(_ => Write(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    public void Add(double minutes)
    {
        lock (gate)
        {
            passed += minutes;
        }
    }

    public void Dispose() => timer?.Dispose();

    private void Write()
    {
        double now;
        lock (gate)
        {
            now = passed;
        }

        write(string.Create(CultureInfo.InvariantCulture, $"\r{now / podMinutes:P0}, {now / (60 * 24 * 365):0.00} pod-years, {time.GetElapsedTime(startTimestamp).TotalSeconds:0} s "));
    }
}
