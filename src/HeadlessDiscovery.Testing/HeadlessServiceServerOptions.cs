using System.Net;

namespace HeadlessDiscovery.Testing;

/// <summary>Options of the server. The defaults are those of a cluster.</summary>
/// <remarks>They are read when the server starts; later changes have no guaranteed effect.</remarks>
public sealed class HeadlessServiceServerOptions
{
    /// <summary>The namespace of services whose name contains none.</summary>
    /// <value>Default: <c>default</c>.</value>
    public string Namespace { get; set; } = "default";

    /// <summary>The cluster zone.</summary>
    /// <value>Default: <c>cluster.local</c>.</value>
    public string Zone { get; set; } = "cluster.local";

    /// <summary>The TTL of every record.</summary>
    /// <value>Default: 5 s, that of CoreDNS; kubeadm sets 30 s. Whole seconds.</value>
    public TimeSpan Ttl { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The TTL of negative answers: the SOA's TTL and its minimum.</summary>
    /// <value>Default: <see langword="null"/>, like CoreDNS: the minimum is <see cref="Ttl"/>, and the SOA's TTL is the same, but at most 300 s.</value>
    public TimeSpan? NegativeTtl { get; set; }

    /// <summary>The address families of pods and services that are added without an address.</summary>
    /// <value>Default: <see cref="PeerFamily.IPv4"/>. <see cref="PeerFamily.Auto"/> is the same.</value>
    public PeerFamily Family { get; set; } = PeerFamily.IPv4;

    /// <summary>The name of the first service's port, for SRV.</summary>
    /// <value>Default: <c>peer</c>. <see langword="null"/> for a port without a name.</value>
    public string? PortName { get; set; } = "peer";

    /// <summary>The number of the first service's port, for SRV. The protocol is TCP.</summary>
    /// <value>Default: 5000. <see langword="null"/> for a service without ports.</value>
    public int? PodPort { get; set; } = 5000;

    /// <summary>The number of CoreDNS replicas behind the address; each query is answered by a random one.</summary>
    /// <value>Default: 1. At least 1.</value>
    public int Replicas { get; set; } = 1;

    /// <summary>Whether the replicas take turns instead of being chosen at random.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool RotateReplicas { get; set; }

    /// <summary>The address to listen on.</summary>
    /// <value>Default: 127.0.0.1. On Linux any address of 127.0.0.0/8 works.</value>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The port to listen on, for UDP and TCP.</summary>
    /// <value>Default: 0, any free port.</value>
    public int Port { get; set; }

    /// <summary>The size limit of UDP answers, whatever size the client offers; most servers other than CoreDNS use 1232.</summary>
    /// <value>Default: <see langword="null"/>, like CoreDNS: the size that the client offers, and 512 without OPT. At least 512.</value>
    public int? MaxUdpSize { get; set; }

    /// <summary>The size limit of TCP answers. Above it TC is set, and each answer contains a different random part of the records.</summary>
    /// <value>Default: <see langword="null"/>, like CoreDNS: 65,535 bytes, which is 4,092 IPv4 addresses. 512 to 65,535; 1,000 bytes hold about 60 addresses.</value>
    public int? MaxTcpSize { get; set; }

    /// <summary>Whether there is a cache in front of the server, which serves one answer, in the same order, until its TTL has counted down.</summary>
    /// <value>Default: <see langword="false"/>: every answer is fresh and shuffled. For other kinds of caches set <see cref="HeadlessServiceServer.Cache"/> or <see cref="ClusterReplica.Cache"/>.</value>
    public bool CountDownCache { get; set; }

    /// <summary>Whether CoreDNS has its <c>chaos</c> plugin: each replica answers <c>hostname.bind</c> and <c>id.server</c> (TXT, class CH) with <c>coredns-N</c>, where N is its <see cref="ClusterReplica.Index"/>.</summary>
    /// <value>Default: <see langword="false"/>, as in most clusters: every class other than IN is refused.</value>
    public bool Chaos { get; set; }

    /// <summary>The search list of <see cref="HeadlessServiceServer.ResolvConfPath"/>.</summary>
    /// <value>Default: empty, which means the list that kubelet writes: <c>NAMESPACE.svc.ZONE svc.ZONE ZONE</c>.</value>
    public IList<string> SearchDomains { get; } = [];

    /// <summary><c>options ndots</c> of <see cref="HeadlessServiceServer.ResolvConfPath"/>.</summary>
    /// <value>Default: 5, as kubelet writes it.</value>
    public int Ndots { get; set; } = 5;

    /// <summary>A seed that makes record order and the choice of replicas reproducible, if the same queries are sent one at a time.</summary>
    /// <value>Default: <see langword="null"/>, which means random.</value>
    public int? Seed { get; set; }

    /// <summary>The clock for delays, fault durations, the cache, and the log.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Namespace);
        ArgumentException.ThrowIfNullOrEmpty(Zone);
        ArgumentNullException.ThrowIfNull(Address);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(Replicas, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Ttl, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, IPEndPoint.MaxPort);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxUdpSize ?? 512, 512);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTcpSize ?? 512, 512);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxTcpSize ?? 512, ushort.MaxValue);
    }
}
