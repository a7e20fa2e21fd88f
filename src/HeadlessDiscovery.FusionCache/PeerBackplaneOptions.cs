namespace HeadlessDiscovery.FusionCache;

/// <summary>Options for how a pod notifies its peers of outdated keys. They are bound to the section <c>PeerBackplane</c>, apply to all caches of the process, are read once and validated at startup, and must be the same on all pods.</summary>
public sealed class PeerBackplaneOptions
{
    /// <summary>The secret that a pod must send in order to invalidate anything here.</summary>
    /// <value>No default: without it, the application does not start. At least 16 printable ASCII characters, without a leading or trailing space.</value>
    /// <remarks>It is sent as the header <c>X-Peer-Secret</c>, in plain text unless <see cref="Scheme"/> is https.</remarks>
    public string Secret { get; set; } = string.Empty;

    /// <summary>A second secret that is accepted but never sent, for changing the secret.</summary>
    /// <value>Default: empty, no second secret. Otherwise the same rules apply as for <see cref="Secret"/>.</value>
    public string AlsoAccepted { get; set; } = string.Empty;

    /// <summary>The path at which <c>MapPeerBackplane</c> listens, and to which the other pods send.</summary>
    /// <value>Default: <c>/_cache</c>. It must begin with a slash, and have no route parameters, query or trailing slash.</value>
    public string Path { get; set; } = "/_cache";

    /// <summary>The scheme of requests to peers.</summary>
    /// <value>Default: <c>http</c>. <c>http</c> or <c>https</c>.</value>
    public string Scheme { get; set; } = Uri.UriSchemeHttp;

    /// <summary>The host name sent to each pod: the Host header, and with https also SNI and the name that the certificate must contain.</summary>
    /// <value>Default: <see langword="null"/>, the pod's address. An ASCII host name without a port.</value>
    public string? HostName { get; set; }

    /// <summary>The port on which <see cref="Path"/> is served.</summary>
    /// <value>Default: <see langword="null"/>, the peer's port, or the default port of <see cref="Scheme"/> if the peer has none. 1 to 65535.</value>
    public int? Port { get; set; }

    /// <summary>Configures the handler for connections to the pods, such as the certificates that it trusts. Called once per service.</summary>
    /// <value>Default: none. Proxies and redirects are always disabled, because the secret is only sent to the pods that DNS lists.</value>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }

    /// <summary>How long notifications are kept for pods that join, which may have cached an old value before they were listed.</summary>
    /// <value>Default: 60 s. 1 s to 1 hour. It should be at least twice the time until DNS lists a new pod.</value>
    /// <remarks>A pod that was unreachable for longer than half of it clears its own cache.</remarks>
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The maximum number of keys that are queued for one peer, and kept for pods that join. If it is exceeded, the peer clears its cache instead.</summary>
    /// <value>Default: 10000. 1 to 1000000.</value>
    public int MaxPending { get; set; } = 10_000;

    /// <summary>The timeout for one attempt, including its connection.</summary>
    /// <value>Default: 2 s. 100 ms to 1 minute.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two attempts at one peer. The first pause is a sixteenth of it, and each further pause doubles.</summary>
    /// <value>Default: 2 s. 16 ms to 1 minute.</value>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long shutdown waits for peers that have not received everything. A warning is logged for each one that still has not.</summary>
    /// <value>Default: 5 s. 0 to 20 s. It should be shorter than the pod's grace period and the host's <c>ShutdownTimeout</c>.</value>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
