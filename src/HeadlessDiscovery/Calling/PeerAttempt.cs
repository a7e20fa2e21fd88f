namespace HeadlessDiscovery;

/// <summary>The call of one peer, raced against its timeout, its leaving and the end of the round.</summary>
internal sealed class PeerAttempt<T>(Func<Peer, CancellationToken, ValueTask<T>> call, PeerCallOptions options, CancellationToken ended)
{
    public async Task<PeerReply<T>> RunAsync(Peer peer, CancellationToken left)
    {
        if (left.IsCancellationRequested)
        {
            return Stopped(peer, timedOut: false, TimeSpan.Zero, left);
        }

        var started = options.TimeProvider.GetTimestamp();
        using var timeout = new CancellationTokenSource(options.PerPeerTimeout, options.TimeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, left, ended);

        // The call has a token of its own, so that what it registers there never runs between a peer and its reply.
        var own = new CancellationTokenSource();
        var running = Task.Run(() => call(peer, own.Token).AsTask(), CancellationToken.None);
        try
        {
            var value = await running.WaitAsync(stop.Token).ConfigureAwait(false);
            return new PeerReply<T> { Peer = peer, Value = value, Elapsed = Since(started) };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Stopped(peer, timeout.IsCancellationRequested, Since(started), left);
        }
        catch (Exception error)
        {
            return new PeerReply<T> { Peer = peer, Status = StatusOf(error), Error = error, Elapsed = Since(started) };
        }
        finally
        {
            _ = ReleaseAsync(running, own);
        }
    }

    // HttpClient.Timeout and its like: cancelled by nobody but the call's own clock.
    private static PeerReplyStatus StatusOf(Exception error) => error switch
    {
        TimeoutException or OperationCanceledException { InnerException: TimeoutException } => PeerReplyStatus.TimedOut,
        OperationCanceledException => PeerReplyStatus.Canceled,
        _ => PeerReplyStatus.Failed,
    };

    private static async Task ReleaseAsync(Task running, CancellationTokenSource own)
    {
        if (!running.IsCompleted)
        {
            await own.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        own.Dispose();
    }

    private TimeSpan Since(long started) => options.TimeProvider.GetElapsedTime(started);

    private PeerReply<T> Stopped(Peer peer, bool timedOut, TimeSpan elapsed, CancellationToken left)
    {
        var (status, error) = left.IsCancellationRequested
            ? (PeerReplyStatus.Left, new OperationCanceledException($"Peer {peer} left DNS during the call.", left))
            : timedOut
            ? (PeerReplyStatus.TimedOut, new TimeoutException($"Peer {peer} did not answer within {options.PerPeerTimeout}."))
            : (PeerReplyStatus.Canceled, (Exception)new OperationCanceledException(ended));
        return new PeerReply<T> { Peer = peer, Status = status, Error = error, Elapsed = elapsed };
    }
}
