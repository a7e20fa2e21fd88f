namespace HeadlessDiscovery.Testing;

/// <summary>The lookups of a fake: one at a time, shared by all concurrent callers, and held back while paused.</summary>
internal sealed class FakeLookups(Func<PeerSnapshot> conclude)
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource verdict = NewSignal();
    private readonly TaskCompletionSource ended = NewSignal();
    private Task<PeerSnapshot>? running;
    private TaskCompletionSource release = NewSignal();
    private bool isPaused;
    private int count;

    public int Count => Volatile.Read(ref count);

    public Task<PeerSnapshot> Join()
    {
        lock (gate)
        {
            if (running is { IsCompleted: false })
            {
                return running;
            }

            count++;
            release = NewSignal();
            if (!isPaused)
            {
                release.SetResult();
            }

            running = RunAsync(release.Task);

            // The caller may have left by then: the failure reaches those that wait, and no handler of unobserved exceptions.
            _ = running.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return running;
        }
    }

    /// <summary>The source has an answer; a lookup that started earlier waits for it.</summary>
    public void HasVerdict() => verdict.TrySetResult();

    public void Pause()
    {
        lock (gate)
        {
            isPaused = true;
        }
    }

    public void ReleaseOne()
    {
        lock (gate)
        {
            release.TrySetResult();
        }
    }

    public void Resume()
    {
        lock (gate)
        {
            isPaused = false;
            release.TrySetResult();
        }
    }

    public void End() => ended.TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<PeerSnapshot> RunAsync(Task released)
    {
        await Task.WhenAny(Task.WhenAll(released, verdict.Task), ended.Task).ConfigureAwait(false);
        return conclude();
    }
}
