using System.Collections.Concurrent;
using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Watching;

/// <summary>A pod: the tool's <c>watch</c> in a namespace, told nothing but the name of the service.</summary>
internal sealed class Pod : IDisposable
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly HostProcess process;

    public Pod(Host host)
    {
        Host = host;
        process = new HostProcess(host, "HeadlessDiscovery.Tool.dll", ["watch", PodNetwork.Service, "--json"], Keep);
    }

    public Host Host { get; }

    public string Address => Host.Address;

    /// <summary>All that it said; the first line comes at once, before any answer.</summary>
    public IReadOnlyList<Told> Story => [.. lines.Select(Told.Parse)];

    public bool HasExited => process.HasExited;

    public Told? Last => lines.LastOrDefault() is { } line ? Told.Parse(line) : null;

    /// <summary>Whether it sees exactly these pods, itself among them or not, and nothing is open.</summary>
    public bool Sees(IReadOnlyCollection<string> members) => Last is { IsStale: false, Held.Count: 0 } last
        && last.State == (members.Count == 0 ? "empty" : "found")
        && (last.Self == "present") == members.Contains(Address)
        && last.Peers.ToHashSet().SetEquals(members.Where(member => member != Address));

    public override string ToString() =>
        $"{Address}{(process.HasExited ? " (ended)" : string.Empty)} {Last?.ToString() ?? "said nothing"} {process.Errors}";

    public void Dispose() => process.Dispose();

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
