using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests;

/// <summary>A fake clock that tells when a timer of a given length is armed, so that a test advances it no earlier.</summary>
internal sealed class TimerCountingTimeProvider : TimeProvider
{
    private readonly FakeTimeProvider inner = new();
    private readonly Lock gate = new();
    private readonly Dictionary<TimeSpan, SemaphoreSlim> armed = [];

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = inner.CreateTimer(callback, state, dueTime, period);
        Armed(dueTime).Release();
        return timer;
    }

    public void Advance(TimeSpan by) => inner.Advance(by);

    /// <summary>Waits until one more timer of that length was armed.</summary>
    public Task ArmedAsync(TimeSpan length, CancellationToken token) => Armed(length).WaitAsync(token);

    private SemaphoreSlim Armed(TimeSpan length)
    {
        lock (gate)
        {
            return armed.TryGetValue(length, out var signal) ? signal : armed[length] = new SemaphoreSlim(0);
        }
    }
}
