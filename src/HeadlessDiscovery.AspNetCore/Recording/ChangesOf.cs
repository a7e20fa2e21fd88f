using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>The changes of one resolver, for every reader of the page: from its own stream or, if that fails, by polling its state.</summary>
/// <remarks>The library's resolver never throws there, but another implementation may, and the page of that service would silently stop updating.</remarks>
internal sealed class ChangesOf(string key, IPeerResolver resolver, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private int hasSaid;

    /// <summary>Yields the current state first, then every change; ends with the resolver's own stream.</summary>
    public async IAsyncEnumerable<PeerChange> ReadAsync([EnumeratorCancellation] CancellationToken token = default)
    {
        PeerSnapshot? told = null;
        IAsyncEnumerator<PeerChange>? stream = null;
        Task<bool> moving = Task.FromResult(true);
        try
        {
            while (true)
            {
                PeerChange next;
                try
                {
                    stream ??= resolver.WatchAsync(token).GetAsyncEnumerator(token);
                    moving = stream.MoveNextAsync().AsTask();
                    if (!await moving.WaitAsync(token).ConfigureAwait(false))
                    {
                        yield break;
                    }

                    next = stream.Current;
                }
                catch (Exception exception) when (!token.IsCancellationRequested)
                {
                    SayOnce(exception);
                    break;
                }

                told = next.Current;
                yield return next;
            }
        }
        finally
        {
            // A stream that ignores its token is still running, and must not be disposed meanwhile.
            if (stream is not null && moving.IsCompleted)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }

        while (true)
        {
            var now = resolver.Current;
            if (told is null || told.Version != now.Version)
            {
                yield return new PeerChange(told ?? PeerSnapshot.Unresolved, now);
                told = now;
            }

            await Task.Delay(Second, time, token).ConfigureAwait(false);
        }
    }

    /// <summary>Like <see cref="ReadAsync"/>, plus lookups that changed nothing: these do not create a version, so memory is checked for them every second.</summary>
    public async IAsyncEnumerable<PeerNews> ReadWithLookupsAsync([EnumeratorCancellation] CancellationToken token = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(token);
        var changes = ReadAsync(end.Token).GetAsyncEnumerator(end.Token);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            PeerSnapshot? told = null;
            while (true)
            {
                token.ThrowIfCancellationRequested();
                var isChange = next.IsCompleted || await ArrivesAsync(next, token).ConfigureAwait(false);
                if (isChange && !await next.ConfigureAwait(false))
                {
                    yield break;
                }

                var now = isChange ? changes.Current.Current : resolver.Current;
                if (isChange)
                {
                    told = now;
                    yield return new PeerNews(changes.Current, now);
                    next = changes.MoveNextAsync().AsTask();
                }
                else if (told is not null && now.Version == told.Version && !ReferenceEquals(now, told))
                {
                    told = now;
                    yield return new PeerNews(null, now);
                }
            }
        }
        finally
        {
            // It ends with the token at the latest, and must not be disposed before.
            await end.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await changes.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> ArrivesAsync(Task<bool> next, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var second = Task.Delay(Second, time, stop.Token);
        var first = await Task.WhenAny(next, second).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        return first == next;
    }

    private void SayOnce(Exception exception)
    {
        if (Interlocked.Exchange(ref hasSaid, 1) == 0)
        {
            logger.StreamFailed(key, exception);
        }
    }
}

/// <summary>News of one resolver.</summary>
/// <param name="Change">The change; null for a lookup that changed nothing.</param>
/// <param name="Snapshot">The snapshot after it.</param>
internal readonly record struct PeerNews(PeerChange? Change, PeerSnapshot Snapshot);
