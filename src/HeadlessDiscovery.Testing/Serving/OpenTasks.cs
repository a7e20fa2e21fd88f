using System.Collections.Concurrent;

namespace HeadlessDiscovery.Testing.Serving;

/// <summary>What still runs, so that closing can wait for it.</summary>
internal sealed class OpenTasks
{
    private readonly ConcurrentDictionary<Task, bool> tasks = new();

    public void Track(Task task)
    {
        if (task.IsCompleted)
        {
            return;
        }

        tasks[task] = true;
        _ = task.ContinueWith(done => tasks.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public Task WhenAllAsync() => Task.WhenAll(tasks.Keys);
}
