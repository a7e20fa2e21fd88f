using System.Collections.Immutable;

namespace HeadlessDiscovery.Testing;

/// <summary>The handlers of an event, each called on the thread pool, relative to what it received last.</summary>
internal sealed class FakeHandlers(object sender, Func<PeerSnapshot> current, Func<PeerChange, bool> isReported, Action<Exception> failed)
{
    private readonly Lock gate = new();
    private ImmutableArray<FakeHandler> handlers = [];

    public int Count => handlers.Length;

    public void Add(EventHandler<PeersChangedEventArgs>? handler)
    {
        lock (gate)
        {
            // A multicast delegate is several handlers: one that throws must not hide the change from the next.
            handlers = [.. handlers, .. Split(handler).Select(one => new FakeHandler(one, current(), isReported))];
        }

        // A version published while the list was being swapped woke only the old list.
        Notify();
    }

    public void Remove(EventHandler<PeersChangedEventArgs>? handler)
    {
        lock (gate)
        {
            foreach (var one in Split(handler))
            {
                if (handlers.LastOrDefault(added => added.Callback == one) is { } last)
                {
                    last.IsRemoved = true;
                    handlers = handlers.Remove(last);
                }
            }
        }
    }

    public void Notify()
    {
        foreach (var handler in handlers)
        {
            if (handler.TryWake())
            {
                ThreadPool.UnsafeQueueUserWorkItem(Tell, handler, preferLocal: false);
            }
        }
    }

    private static IEnumerable<EventHandler<PeersChangedEventArgs>> Split(EventHandler<PeersChangedEventArgs>? handler) =>
        handler?.GetInvocationList().Cast<EventHandler<PeersChangedEventArgs>>() ?? [];

    private void Tell(FakeHandler handler)
    {
        do
        {
            try
            {
                handler.Tell(sender, current);
            }
            catch (Exception failure)
            {
                failed(failure);
            }
        }
        while (!handler.TrySleep());
    }
}
