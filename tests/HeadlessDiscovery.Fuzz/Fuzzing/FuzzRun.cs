using System.Collections.Concurrent;
using System.Diagnostics;

namespace HeadlessDiscovery.Fuzz.Fuzzing;

/// <summary>Runs a target on mutations of a corpus until so many executions are done or a promise is broken.</summary>
/// <param name="corpus">What to begin with; each is run as it is first.</param>
/// <param name="seed">The same seed and one worker make the same inputs.</param>
/// <param name="maxLength">The longest input.</param>
internal sealed class FuzzRun(IReadOnlyList<byte[]> corpus, int seed, int maxLength = 4096)
{
    /// <summary>A single input that takes longer is a hang.</summary>
    public static readonly TimeSpan InputDeadline = TimeSpan.FromSeconds(10);

    private const int MaxKept = 2048;

    private readonly List<byte[]> kept = [.. corpus];
    private readonly HashSet<int> seen = [];
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<int, (byte[] Input, long StartTimestamp)> running = new();
    private readonly TaskCompletionSource<FuzzFailure> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long started;
    private long done;

    public long Executions => Interlocked.Read(ref done);

    /// <summary>The different behaviours that were seen.</summary>
    public int Behaviours
    {
        get
        {
            lock (gate)
            {
                return seen.Count;
            }
        }
    }

    /// <summary>The first failure, or null.</summary>
    public async Task<FuzzFailure?> RunAsync(Func<IFuzzTarget> newTarget, long executions, int workers)
    {
        using var watch = new Timer(_ => FindHang(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var working = Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(() => WorkAsync(newTarget, worker, executions))));
        await Task.WhenAny(working, failed.Task);
        if (!failed.Task.IsCompleted)
        {
            await working;
        }

        return failed.Task.IsCompleted ? await failed.Task : null;
    }

    private async Task WorkAsync(Func<IFuzzTarget> newTarget, int worker, long executions)
    {
        using var target = newTarget();
        var random = new Random(seed * 1000 + worker);
        var mutator = new Mutator(random, target.Tokens, maxLength);
        while (!failed.Task.IsCompleted && Interlocked.Increment(ref started) is var number && number <= executions)
        {
            var input = number <= corpus.Count ? corpus[(int)number - 1] : mutator.Next(Pick(random), Pick(random));
            running[worker] = (input, Stopwatch.GetTimestamp());
            try
            {
                var verdict = await target.RunAsync(input);
                if (verdict.Problem is { } problem)
                {
                    failed.TrySetResult(new(problem, input));
                }

                Keep(verdict.Behaviour, input);
            }
            catch (Exception exception)
            {
                failed.TrySetResult(new(exception.ToString(), input));
            }

            running.TryRemove(worker, out _);
            Interlocked.Increment(ref done);
        }
    }

    private byte[] Pick(Random random)
    {
        lock (gate)
        {
            return kept[random.Next(kept.Count)];
        }
    }

    private void Keep(int behaviour, byte[] input)
    {
        lock (gate)
        {
            if (seen.Add(behaviour) && kept.Count < MaxKept)
            {
                kept.Add(input);
            }
        }
    }

    private void FindHang()
    {
        foreach (var (input, startTimestamp) in running.Values)
        {
            if (Stopwatch.GetElapsedTime(startTimestamp) > InputDeadline)
            {
                failed.TrySetResult(new($"No end after {InputDeadline.TotalSeconds:0} s.", input));
            }
        }
    }
}
