namespace HeadlessDiscovery;

/// <summary>One wait for a minimum of members that holds.</summary>
internal sealed class PeerWait(IPeerResolver resolver, int minimum, TimeSpan stableFor, TimeSpan timeout, TimeProvider time)
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    public async ValueTask<PeerReadiness> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var deadline = Task.Delay(timeout, time, ending.Token);
        var versions = resolver.WatchAsync(ending.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = versions.MoveNextAsync().AsTask();
        try
        {
            return await WaitAsync().ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await versions.DisposeAsync().ConfigureAwait(false);
        }

        async Task<PeerReadiness> WaitAsync()
        {
            var steady = Never;
            while (true)
            {
                await Task.WhenAny(next, steady, deadline).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();

                // A version that came at the same moment as a timer is read first: it may end what the timer would confirm.
                if (next.IsCompleted)
                {
                    ObjectDisposedException.ThrowIf(!await next.ConfigureAwait(false), resolver);
                    var enough = IsEnough(versions.Current.Current);
                    steady = !enough ? Never : steady == Never ? Task.Delay(stableFor, time, ending.Token) : steady;
                    next = versions.MoveNextAsync().AsTask();
                }
                else if (steady.IsCompleted && resolver.Current is { } held && IsEnough(held))
                {
                    return Answer(held, PeerReadinessReason.Ready);
                }
                else if (deadline.IsCompleted)
                {
                    var last = resolver.Current;
                    return Answer(last, PeerReadiness.AtTimeout(last));
                }
                else
                {
                    // The members fell below the minimum and the stream has not said so yet.
                    steady = Never;
                }
            }
        }
    }

    private bool IsEnough(PeerSnapshot snapshot) => snapshot.GetMemberPods().Length >= minimum;

    private PeerReadiness Answer(PeerSnapshot snapshot, PeerReadinessReason reason) =>
        new() { Snapshot = snapshot, Reason = reason, Minimum = minimum };
}
