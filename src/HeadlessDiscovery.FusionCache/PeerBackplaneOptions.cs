namespace HeadlessDiscovery.FusionCache;

/// <summary>How a pod notifies its peers of keys that are out of date. Bound from the section <c>PeerBackplane</c>, one set for all caches of the process, read once and validated at start. The same on all pods.</summary>
public sealed class PeerBackplaneOptions
{
    /// <summary>What a pod must show to invalidate anything here.</summary>
    /// <value>No default: without it the application does not start. At least 16 printable ASCII characters, without a blank at either end.</value>
    /// <remarks>Sent as the header <c>X-Peer-Secret</c>, in plain text unless <see cref="Scheme"/> is https.</remarks>
    public string Secret { get; set; } = string.Empty;

    /// <summary>While the secret changes: the other one, which is accepted too, and never sent.</summary>
    /// <value>Default: empty, for none. Otherwise as <see cref="Secret"/>.</value>
    public string AlsoAccepted { get; set; } = string.Empty;

    /// <summary>Where <c>MapPeerBackplane</c> listens, and the other pods send to.</summary>
    /// <value>Default: <c>/_cache</c>. Begins with a slash, and has no route parameters, query or trailing slash.</value>
    public string Path { get; set; } = "/_cache";

    /// <summary>The scheme of what is sent.</summary>
    /// <value>Default: <c>http</c>. <c>http</c> or <c>https</c>.</value>
    public string Scheme { get; set; } = Uri.UriSchemeHttp;

    /// <summary>The name that each pod is called by: the Host header, and with https also SNI and the name that the certificate must have.</summary>
    /// <value>Default: <see langword="null"/>, for the pod's address. A host name in ASCII and without a port.</value>
    public string? HostName { get; set; }

    /// <summary>The port that <see cref="Path"/> is served on.</summary>
    /// <value>Default: <see langword="null"/>, for the port of the peer, or that of <see cref="Scheme"/> where the peer has none. 1 to 65535.</value>
    public int? Port { get; set; }

    /// <summary>Sets up the handler under the connections to the pods, such as the certificates that it trusts. Called once for each service.</summary>
    /// <value>Default: none. No proxy and no redirects, whatever it sets: the secret is sent to the pods that DNS lists only.</value>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }

    /// <summary>How long what was published is remembered for a pod that joins: it may have cached an old value before it was listed.</summary>
    /// <value>Default: 60 s. 1 s to 1 hour. At least twice the time in which DNS lists a new pod.</value>
    /// <remarks>A pod that was out of reach for longer than half of it forgets everything that it has cached.</remarks>
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many keys wait for one peer, and are remembered for pods that join. Beyond that the peer forgets everything instead.</summary>
    /// <value>Default: 10000. 1 to 1000000.</value>
    public int MaxPending { get; set; } = 10_000;

    /// <summary>How long one try may take, its connection included.</summary>
    /// <value>Default: 2 s. 100 ms to 1 minute.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two tries at one peer; the first is a sixteenth of it, and each is twice the one before.</summary>
    /// <value>Default: 2 s. 16 ms to 1 minute.</value>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the end of this process waits for peers that have not got everything. A warning names those that still have not.</summary>
    /// <value>Default: 5 s. 0 to 20 s. Below the pod's grace period, and the host's <c>ShutdownTimeout</c>.</value>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
