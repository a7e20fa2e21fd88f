namespace HeadlessDiscovery.Simulation.World;

/// <summary>Time that passes. Unlike <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> it goes on where it is cancelled, and not on the thread pool.</summary>
internal sealed class Pause : TaskCompletionSource
{
    private ITimer? timer;
    private CancellationTokenRegistration registration;

    private Pause()
    {
    }

    public static Task For(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
    {
        var pause = new Pause();
        pause.timer = time.CreateTimer(static state => ((Pause)state!).End(), pause, delay, Timeout.InfiniteTimeSpan);
        pause.registration = cancellationToken.UnsafeRegister(static (state, token) => ((Pause)state!).Cancel(token), pause);
        return pause.Task;
    }

    private void End()
    {
        registration.Dispose();
        timer?.Dispose();
        TrySetResult();
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        timer?.Dispose();
        TrySetCanceled(cancellationToken);
    }
}
