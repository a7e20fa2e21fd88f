using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HeadlessDiscovery.Cluster.Tests.Pods;

/// <summary>The processes that this run has started: none outlives it.</summary>
internal static class OwnProcesses
{
    private static readonly Lock Gate = new();
    private static readonly List<Process> Running = [];

    // Held, because a registration that is collected ends. .NET 10 raises no ProcessExit on SIGTERM.
    private static readonly PosixSignalRegistration Terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static _ => KillAll());

    private static bool isEnding;

    // Ctrl+C cancels the tests, which end as usual.
    static OwnProcesses() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => KillAll();

    public static void Start(Process process)
    {
        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(isEnding, typeof(OwnProcesses));
            process.Start();
            Running.Add(process);
        }
    }

    /// <summary>SIGKILL, which ends a stopped process too.</summary>
    public static void Kill(Process process)
    {
        lock (Gate)
        {
            if (Running.Remove(process) && !process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static void KillAll()
    {
        lock (Gate)
        {
            isEnding = true;
            foreach (var process in Running.Where(process => !process.HasExited))
            {
                process.Kill();
            }
        }
    }
}
