using Grpc.Net.Client;

namespace HeadlessDiscovery.Grpc;

/// <summary>How a <see cref="PeerGrpcClient"/> calls the pods. Read once, when the client is made.</summary>
public sealed class PeerGrpcClientOptions
{
    /// <summary>The scheme of every pod: <c>http</c>, or <c>https</c> for TLS.</summary>
    /// <value>Default: <c>http</c>.</value>
    public string Scheme { get; set; } = "http";

    /// <summary>The host name of the service: sent as <c>:authority</c> and as SNI, and the name that the certificate of every pod must have.</summary>
    /// <value>Default: <see langword="null"/>, the service name of the peers, or their addresses where that is not a host name. A host name in ASCII, without a port.</value>
    public string? HostName { get; set; }

    /// <summary>The port of every pod.</summary>
    /// <value>Default: <see langword="null"/>, that of the peer, otherwise that of the scheme. 1 to 65535.</value>
    public int? Port { get; set; }

    /// <summary>How long a connection to a pod may take, its TLS handshake included.</summary>
    /// <value>Default: 2 s. 10 ms to 1 minute.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Sets options of each channel, for example retry policies in its service config, or message sizes. Called once for each pod.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    /// <remarks>The handler belongs to the builder that <c>AddPeerGrpcClient</c> returns.</remarks>
    public Action<GrpcChannelOptions>? ConfigureChannel { get; set; }

    /// <summary>How long the call of one pod may take, its retries included.</summary>
    /// <value>Default: 5 s. Above zero and below 49 days, or <see cref="Timeout.InfiniteTimeSpan"/> for no bound.</value>
    /// <remarks>This and the following are for calls that bring no <see cref="PeerCallOptions"/> of their own.</remarks>
    public TimeSpan PerPeerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for the first verified answer of DNS before anybody is called; then the call throws <see cref="PeerResolutionException"/>.</summary>
    /// <value>Default: <see cref="Timeout.InfiniteTimeSpan"/>, no bound but the caller's token. Zero or more, and below 49 days.</value>
    public TimeSpan FirstAnswerTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>How many pods are called at the same time.</summary>
    /// <value>Default: 16. 1 or more.</value>
    public int MaxConcurrency { get; set; } = 16;

    /// <summary>Whether this process is called too, over the network like every pod.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IncludeSelf { get; set; }

    /// <summary>Whether the call of a pod that leaves DNS ends, reported as <see cref="PeerReplyStatus.Left"/>.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool AbandonPeersThatLeave { get; set; } = true;

    /// <summary>Whether pods that cannot be reached are reported to <see cref="IPeerResolver.ReportUnreachable(Peer)"/>.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool ReportUnreachable { get; set; } = true;

    /// <summary>The options of a call that brings none.</summary>
    internal PeerCallOptions ToCallOptions(TimeProvider time) => new()
    {
        PerPeerTimeout = PerPeerTimeout,
        FirstAnswerTimeout = FirstAnswerTimeout,
        MaxConcurrency = MaxConcurrency,
        IncludeSelf = IncludeSelf,
        AbandonPeersThatLeave = AbandonPeersThatLeave,
        ReportUnreachable = ReportUnreachable,
        TimeProvider = time,
    };
}
