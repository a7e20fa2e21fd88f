using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>Moves a fake clock on until a task is done.</summary>
internal static class Clock
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Time passes only while <paramref name="isSilent"/> says that nothing else brings the task on; the real-time safety net is 30 s.</summary>
    public static async Task RunAsync(FakeTimeProvider time, Task task, Func<bool> isSilent)
    {
        using var net = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!task.IsCompleted)
        {
            net.Token.ThrowIfCancellationRequested();
            if (isSilent())
            {
                time.Advance(Step);
            }

            await Task.WhenAny(task, Task.Delay(1, net.Token));
        }
    }
}
