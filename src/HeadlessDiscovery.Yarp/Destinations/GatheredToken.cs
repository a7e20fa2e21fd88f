using Microsoft.Extensions.Primitives;

namespace HeadlessDiscovery.Yarp;

/// <summary>A token that fires a short time after the inner one, so that all changes within that time cause a single reload.</summary>
/// <remarks>It holds no resources until a callback is registered, so a token that was replaced by a reload does not leak.</remarks>
internal sealed class GatheredToken(IChangeToken token, TimeSpan delay, TimeProvider time) : IChangeToken
{
    public bool HasChanged => token.HasChanged;

    public bool ActiveChangeCallbacks => token.ActiveChangeCallbacks;

    public IDisposable RegisterChangeCallback(Action<object?> callback, object? state)
    {
        var waiting = new Waiting(callback, state, delay, time);
        waiting.Follow(token.RegisterChangeCallback(static one => ((Waiting)one!).Start(), waiting));
        return waiting;
    }

    private sealed class Waiting(Action<object?> callback, object? state, TimeSpan delay, TimeProvider time) : IDisposable
    {
        private readonly Lock gate = new();
        private IDisposable? registration;
        private ITimer? timer;
        private bool isDisposed;

        public void Follow(IDisposable registered)
        {
            lock (gate)
            {
                registration = registered;
            }
        }

        public void Start()
        {
            lock (gate)
            {
                if (!isDisposed)
                {
                    timer ??= time.CreateTimer(static one => ((Waiting)one!).Fire(), this, delay, Timeout.InfiniteTimeSpan);
                }
            }
        }

        public void Dispose()
        {
            IDisposable? ended;
            lock (gate)
            {
                isDisposed = true;
                timer?.Dispose();
                ended = registration;
            }

            // Outside the lock: it may wait for a callback that is about to acquire it.
            ended?.Dispose();
        }

        private void Fire()
        {
            lock (gate)
            {
                if (isDisposed)
                {
                    return;
                }
            }

            callback(state);
        }
    }
}
