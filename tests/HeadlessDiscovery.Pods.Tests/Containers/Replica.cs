using System.Collections.Concurrent;
using System.Globalization;
using HeadlessDiscovery.Pods.Tests.Networks;
using HeadlessDiscovery.Pods.Tests.Programs;

namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>A resolver in the network of a container, told nothing but the name of the service.</summary>
internal sealed class Replica : IDisposable
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly HostProcess process;

    public Replica(int container, string service, string resolvConf)
    {
        Service = service;
        process = new HostProcess(
            ["nsenter", "-t", container.ToString(CultureInfo.InvariantCulture), "-n"],
            "HeadlessDiscovery.Pods.Tests.dll",
            [ReplicaProgram.Word, service, resolvConf],
            line => lines.Enqueue(line ?? string.Empty));
    }

    public string Service { get; }

    /// <summary>What the waits for peers ended with, in order.</summary>
    public string[] Verdicts => [.. Said(ReplicaProgram.Verdict).Select(words => words[0])];

    public bool IsStale => Last[0] == ReplicaProgram.Stale;

    public string Self => Last[1];

    public string[] Peers => Last[2..];

    private string[] Last => Said(ReplicaProgram.Peers).LastOrDefault() ?? ["fresh", "unknown"];

    public override string ToString() => $"{Service}{(process.HasExited ? " (ended)" : string.Empty)}: {string.Join(" | ", lines.TakeLast(4))} {process.Errors}";

    public void Dispose() => process.Dispose();

    private IEnumerable<string[]> Said(string word) => lines.Select(line => line.Split(' ')).Where(words => words[0] == word).Select(words => words[1..]);
}
