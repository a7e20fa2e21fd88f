using Grpc.Net.Client;

namespace HeadlessDiscovery.Grpc;

/// <summary>Options of a <see cref="PeerGrpcClient"/>. They are read once, when the client is created.</summary>
public sealed class PeerGrpcClientOptions
{
    /// <summary>The scheme for every pod: <c>http</c>, or <c>https</c> for TLS.</summary>
    /// <value>Default: <c>http</c>.</value>
    public string Scheme { get; set; } = "http";

    /// <summary>The host name of the service: sent as <c>:authority</c> and as SNI, and the name that the certificate of every pod must contain.</summary>
    /// <value>Default: <see langword="null"/>, the service name of the peers, or their addresses if that is not a host name. An ASCII host name without a port.</value>
    public string? HostName { get; set; }

    /// <summary>The port of every pod.</summary>
    /// <value>Default: <see langword="null"/>, the peer's port, otherwise the default port of the scheme. 1 to 65535.</value>
    public int? Port { get; set; }

    /// <summary>The timeout for a connection to a pod, including its TLS handshake.</summary>
    /// <value>Default: 2 s. 10 ms to 1 minute.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Configures the options of each channel, for example retry policies in its service config, or message sizes. Called once per pod.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    /// <remarks>Configure the handler on the builder that <c>AddPeerGrpcClient</c> returns.</remarks>
    public Action<GrpcChannelOptions>? ConfigureChannel { get; set; }

    /// <summary>The timeout for the call of one pod, including its retries.</summary>
    /// <value>Default: 5 s. Above zero and below 49 days, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    /// <remarks>This option and the following ones apply to calls without their own <see cref="PeerCallOptions"/>.</remarks>
    public TimeSpan PerPeerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for the first verified DNS answer. After that, the call throws <see cref="PeerResolutionException"/> without calling any pod.</summary>
    /// <value>Default: <see cref="Timeout.InfiniteTimeSpan"/>, no limit except the caller's token. Zero or more, and below 49 days.</value>
    public TimeSpan FirstAnswerTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>How many pods are called at the same time.</summary>
    /// <value>Default: 16. 1 or more.</value>
    public int MaxConcurrency { get; set; } = 16;

    /// <summary>Whether this process is called too, over the network like every pod.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IncludeSelf { get; set; }

    /// <summary>Whether the call of a pod is cancelled when DNS no longer lists it. It is then reported as <see cref="PeerReplyStatus.Left"/>.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool AbandonPeersThatLeave { get; set; } = true;

    /// <summary>Whether pods that cannot be reached are reported to <see cref="IPeerResolver.ReportUnreachable(Peer)"/>.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool ReportUnreachable { get; set; } = true;

    /// <summary>The options of a call without its own.</summary>
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
