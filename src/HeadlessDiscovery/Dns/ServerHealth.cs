using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>What is remembered of the name servers from look-up to look-up: who stayed silent, and who knows a name.</summary>
internal sealed class ServerHealth(TimeProvider time)
{
    /// <summary>How long a server that stayed silent is asked last.</summary>
    public static readonly TimeSpan AskedLastFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<IPEndPoint, long> silentSince = new();
    private readonly ConcurrentDictionary<(string Name, IPEndPoint Server), bool> knows = new();

    /// <summary>The servers in the order of asking: rotated (resolv.conf "rotate"), silent ones last.</summary>
    public ImmutableArray<IPEndPoint> Order(ImmutableArray<IPEndPoint> servers, int rotation) =>
        servers.Length < 2 || (rotation == 0 && silentSince.IsEmpty) ? servers : Rotated(servers, rotation);

    /// <summary>Whether a server comes first only because one that is listed before it is silent.</summary>
    public bool StandsIn(IPEndPoint server, ImmutableArray<IPEndPoint> listed) =>
        listed.TakeWhile(before => !before.Equals(server)).Any(IsSilent);

    public void StayedSilent(IPEndPoint server) => silentSince[server] = time.GetTimestamp();

    /// <summary>Remembers that a server answered a name with records, so that it may say no later.</summary>
    public void AnsweredWithRecords(string name, IPEndPoint server) => knows.TryAdd((name, server), true);

    public bool HasAnsweredWithRecords(string name, IPEndPoint server) => knows.ContainsKey((name, server));

    /// <summary>Forgets the servers and names that are no longer asked.</summary>
    public void KeepOnly(ImmutableArray<IPEndPoint> servers)
    {
        foreach (var key in knows.Keys.Where(key => !servers.Contains(key.Server)))
        {
            knows.TryRemove(key, out _);
        }

        foreach (var server in silentSince.Keys.Where(server => !servers.Contains(server)))
        {
            silentSince.TryRemove(server, out _);
        }
    }

    private ImmutableArray<IPEndPoint> Rotated(ImmutableArray<IPEndPoint> servers, int rotation) =>
        [.. Enumerable.Range(0, servers.Length).Select(i => servers[(i + rotation) % servers.Length]).OrderBy(IsSilent)];

    private bool IsSilent(IPEndPoint server) =>
        silentSince.TryGetValue(server, out var since) && time.GetElapsedTime(since) < AskedLastFor;
}
