using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tool.Commands.Demo.World;

/// <summary>The headless service <c>orders-headless</c> on this machine: its DNS, its pods, and who watches from outside.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    public const string ServiceName = "orders-headless";
    public const string ClusterIPName = "orders";
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(2);

    private const int FirstHost = 11;
    private readonly HeadlessServiceServer server;
    private readonly int port;
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<Peer, string> names = new();
    private ImmutableList<Pod> pods = [];
    private int made;

    private Cluster(HeadlessServiceServer server, int port, TimeProvider time)
    {
        this.server = server;
        this.port = port;
        Time = time;
        Contest = new Contest(this);
        Outside = Participant.Client("client", NewResolver(ServiceName), time);
    }

    /// <summary>Runs for each pod before it starts; set by the screen.</summary>
    public Action<Participant>? Watched { get; set; }

    public TimeProvider Time { get; }

    public DnsFaults Faults => server.Faults;

    public string NameServer => server.NameServer;

    public string FullName => server.Service.FullName;

    /// <summary>A client of the service, no member: who else could tell that it is empty?</summary>
    public Participant Outside { get; }

    /// <summary>The library and two policies, side by side.</summary>
    public Contest Contest { get; }

    /// <summary>The pods that run, those that terminate included.</summary>
    public IReadOnlyList<Pod> Pods => pods;

    public IEnumerable<Pod> Ready => pods.Where(pod => pod.IsPublished);

    /// <summary>The participants that must agree: the ready pods, and the client.</summary>
    public IEnumerable<Participant> Judges => Ready.Select(pod => pod.Participant).Append(Outside);

    /// <summary>What a perfect observer knows.</summary>
    public ImmutableSortedSet<Peer> Truth => [.. Ready.Select(pod => pod.Self)];

    public static async Task<Cluster> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var port = FreePort();
        var server = await HeadlessServiceServer.StartAsync(
            ServiceName,
            options =>
            {
                options.Ttl = Ttl;
                options.PodPort = port;
                options.TimeProvider = time;
                foreach (var domain in (string[])["default.svc.cluster.local", "svc.cluster.local", "cluster.local", "eu-central-1.compute.internal"])
                {
                    options.SearchDomains.Add(domain);
                }
            },
            cancellationToken).ConfigureAwait(false);
        server.AddClusterIPService(ClusterIPName, "127.0.1.100").AddPort("peer", port);
        return new Cluster(server, port, time);
    }

    /// <summary>Starts the client and the contest.</summary>
    public void OpenOutside()
    {
        Watched?.Invoke(Outside);
        Outside.Start();
        Contest.Start();
    }

    /// <summary>Starts pods, and lists them in DNS when they serve: a ready pod is a pod that answers.</summary>
    public async Task AddAsync(int count, CancellationToken cancellationToken)
    {
        var added = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartPodAsync(cancellationToken))).ConfigureAwait(false);
        lock (gate)
        {
            pods = pods.AddRange(added);
        }

        foreach (var pod in added)
        {
            pod.Publish(server.AddPod(pod.Self.Address.ToString()));
        }
    }

    /// <summary>Stops the pods that left DNS: until now they served on, as a grace period lets them.</summary>
    public async Task StopTerminatedAsync()
    {
        Pod[] leaving;
        lock (gate)
        {
            leaving = [.. pods.Where(pod => pod.IsTerminating)];
            pods = pods.RemoveRange(leaving);
        }

        await Contest.BetweenCallsAsync(() => Task.WhenAll(leaving.Select(pod => pod.DisposeAsync().AsTask()))).ConfigureAwait(false);
    }

    public PeerResolver NewResolver(string service, Action<HeadlessPeersOptions>? configure = null) => new(
        service,
        options =>
        {
            server.Configure(options);
            options.Port = port;
            options.Membership = PeerMembership.Client;
            configure?.Invoke(options);
        },
        timeProvider: Time);

    public string NameOf(Peer peer) => names.GetValueOrDefault(peer, peer.ToString());

    public async ValueTask DisposeAsync()
    {
        await Contest.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(pods.Select(pod => pod.DisposeAsync().AsTask())).ConfigureAwait(false);
        await Outside.DisposeAsync().ConfigureAwait(false);
        await server.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<Pod> StartPodAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref made);
        var self = new Peer(IPAddress.Parse($"127.0.1.{FirstHost + number - 1}"), port);
        names[self] = $"pod-{number}";
        var pod = await Pod.StartAsync(names[self], self, server.Configure, Time, cancellationToken).ConfigureAwait(false);
        Watched?.Invoke(pod.Participant);
        pod.Participant.Start();
        return pod;
    }

    // Peers of one service share a port: one that is free on one address is most likely free on the others.
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Parse($"127.0.1.{FirstHost}"), 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
