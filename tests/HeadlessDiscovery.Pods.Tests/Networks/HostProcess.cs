using System.Collections.Concurrent;
using System.Diagnostics;

namespace HeadlessDiscovery.Pods.Tests.Networks;

/// <summary>A process in a namespace. It hands on every line that it writes, and null at its end.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> errors = new();
    private bool isDisposed;

    /// <summary>A .NET program beside this one.</summary>
    public HostProcess(Host host, string program, string[] arguments, Action<string?> onLine)
        : this(["ip", "netns", "exec", host.Name], program, arguments, onLine)
    {
    }

    /// <param name="enter">The command that enters the namespace and becomes the program.</param>
    /// <param name="program">The assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="onLine">Takes each line, and null at the end.</param>
    public HostProcess(string[] enter, string program, string[] arguments, Action<string?> onLine)
        : this([.. enter, "dotnet", Path.Combine(AppContext.BaseDirectory, program), .. arguments], onLine)
    {
    }

    /// <summary>Any program, by the whole command.</summary>
    public HostProcess(string[] command, Action<string?> onLine)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The pod has to find its address by itself.
        start.Environment.Remove("POD_IP");
        start.Environment.Remove("POD_IPS");
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, received) => onLine(received.Data);
        process.ErrorDataReceived += (_, received) => errors.Enqueue(received.Data ?? string.Empty);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => isDisposed || process.HasExited;

    public string Errors => string.Join(Environment.NewLine, errors);

    public void Say(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
    }

    /// <summary>SIGKILL: what enters the namespace became the program, so that there is one process only.</summary>
    public void Dispose()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        process.Kill();
        process.WaitForExit(TimeSpan.FromSeconds(30));
        process.Dispose();
    }
}
