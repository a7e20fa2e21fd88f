namespace HeadlessDiscovery.Events;

/// <summary>The handlers of one event: each is a reader of its own, so that none can harm the loop or another one. The testing package compiles this file too.</summary>
/// <param name="sender">The sender of the event.</param>
/// <param name="current">What is known when a handler is added.</param>
/// <param name="watch">The stream that each handler reads, which begins with what is known.</param>
/// <param name="isReported">Which changes raise the event.</param>
/// <param name="failed">Gets what a handler throws.</param>
internal sealed class ChangeHandlers(
    object sender,
    Func<PeerSnapshot> current,
    Func<CancellationToken, IAsyncEnumerable<PeerChange>> watch,
    Func<PeerChange, bool> isReported,
    Action<Exception> failed)
{
    private readonly List<(EventHandler<PeersChangedEventArgs> Handler, CancellationTokenSource Leave)> readers = [];

    /// <summary>How many handlers there are now.</summary>
    public int Count
    {
        get
        {
            lock (readers)
            {
                return readers.Count;
            }
        }
    }

    /// <summary>Adds a handler. A delegate of several is several handlers: one that throws must not hide the change from the next.</summary>
    public void Add(EventHandler<PeersChangedEventArgs>? handlers)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            AddOne(handler);
        }
    }

    /// <summary>Removes a handler; of a delegate of several, each one.</summary>
    public void Remove(EventHandler<PeersChangedEventArgs>? handlers)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            RemoveOne(handler);
        }
    }

    private void AddOne(EventHandler<PeersChangedEventArgs> handler)
    {
        var leave = new CancellationTokenSource();

        // Taken now: the handler may have left before its reader gets to run.
        var left = leave.Token;

        // What was known at this moment is what the handler "saw last", whenever its reader gets to run.
        var seen = current();
        lock (readers)
        {
            readers.Add((handler, leave));
        }

        CleanContext.Run(() => ReadAsync(handler, seen, left));
    }

    private void RemoveOne(EventHandler<PeersChangedEventArgs> handler)
    {
        CancellationTokenSource leave;
        lock (readers)
        {
            // As with delegates: the last one that was added goes first.
            var index = readers.FindLastIndex(reader => reader.Handler == handler);
            if (index < 0)
            {
                return;
            }

            leave = readers[index].Leave;
            readers.RemoveAt(index);
        }

        leave.Cancel();
        leave.Dispose();
    }

    private async Task ReadAsync(EventHandler<PeersChangedEventArgs> handler, PeerSnapshot seen, CancellationToken left)
    {
        try
        {
            await foreach (var version in watch(left).ConfigureAwait(false))
            {
                var change = new PeerChange(seen, version.Current);
                seen = version.Current;
                if (isReported(change))
                {
                    Invoke(handler, change);
                }
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The handler was removed.
        }
    }

    private void Invoke(EventHandler<PeersChangedEventArgs> handler, PeerChange change)
    {
        try
        {
            handler(sender, new PeersChangedEventArgs(change));
        }
        catch (Exception exception)
        {
            failed(exception);
        }
    }
}
