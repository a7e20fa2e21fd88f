using System.Collections.Immutable;

namespace HeadlessDiscovery.Testing;

/// <summary>The handlers of PeersChanged, each told on the thread pool and relative to what it was told last.</summary>
internal sealed class FakeHandlers(object sender, Func<PeerSnapshot> current)
{
    private readonly Lock gate = new();
    private ImmutableArray<FakeHandler> handlers = [];
    private ImmutableArray<Exception> failures = [];

    public int Count => handlers.Length;

    public ImmutableArray<Exception> Failures => failures;

    public void Add(EventHandler<PeersChangedEventArgs>? handler)
    {
        lock (gate)
        {
            // A delegate of several is several handlers: one that throws must not hide the change from the next.
            handlers = [.. handlers, .. Split(handler).Select(one => new FakeHandler(one, current()))];
        }

        // A version published while the list was being swapped woke the old list only.
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
                ImmutableInterlocked.Update(ref failures, static (list, added) => list.Add(added), failure);
            }
        }
        while (!handler.TrySleep());
    }
}
