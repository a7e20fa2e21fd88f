using System.Diagnostics;

namespace HeadlessDiscovery.Faults.Tests.Simulation;

/// <summary>Waits until everything that was set off has come to rest: no work is queued, and no thread of the pool works.</summary>
/// <remarks>
/// Exact, not a guess by waiting: the pool counts a worker from the moment in which work is queued until it finds no more.
/// So only for a process whose pool nobody else uses, from a thread that is not the pool's.
/// </remarks>
internal static class Rest
{
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(120);

    private static bool IsAtRest
    {
        get
        {
            ThreadPool.GetMaxThreads(out var most, out _);
            return ThreadPool.PendingWorkItemCount == 0 && Working(most) == 0 && ThreadPool.PendingWorkItemCount == 0 && Working(most) == 0;
        }
    }

    public static void Await()
    {
        var startTimestamp = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        while (!IsAtRest)
        {
            spin.SpinOnce(sleep1Threshold: 100);
            if (Stopwatch.GetElapsedTime(startTimestamp) > SafetyNet)
            {
                throw new TimeoutException("The simulation does not come to rest.");
            }
        }
    }

    private static int Working(int most)
    {
        ThreadPool.GetAvailableThreads(out var available, out _);
        return most - available;
    }
}
