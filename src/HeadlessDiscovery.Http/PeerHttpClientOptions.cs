using System.Net;
using Polly;

namespace HeadlessDiscovery.Http;

/// <summary>Options for calling the pods of one service over HTTP. They are read once, when the client is created, and validated when the host starts.</summary>
public sealed class PeerHttpClientOptions
{
    /// <summary>The scheme of every call.</summary>
    /// <value>Default: <c>http</c>. <c>http</c> or <c>https</c>.</value>
    public string Scheme { get; set; } = Uri.UriSchemeHttp;

    /// <summary>The host name sent to each pod: the Host header, <c>:authority</c> in HTTP/2, and with https also SNI and the name that the certificate must contain.</summary>
    /// <value>Default: <see langword="null"/>, the resolver's service name without its trailing dot, or the pod's address if that is not an ASCII host name. An ASCII host name without a port.</value>
    /// <remarks>The URI contains the pod's address, so no name is resolved. If a request sets Host, its value is kept.</remarks>
    public string? HostName { get; set; }

    /// <summary>The port of every pod.</summary>
    /// <value>Default: <see langword="null"/>, the peer's port, or the default port of <see cref="Scheme"/> if the peer has none. 1 to 65535.</value>
    public int? Port { get; set; }

    /// <summary>The HTTP version of requests that do not set one.</summary>
    /// <value>Default: 2.0. 1.0, 1.1, 2.0 or 3.0.</value>
    /// <remarks>With the default <see cref="VersionPolicy"/>, this means HTTP/2 over TLS if the pod supports it, otherwise HTTP/1.1. If a request sets a version or policy, both are kept.</remarks>
    public Version Version { get; set; } = HttpVersion.Version20;

    /// <summary>How <see cref="Version"/> is negotiated.</summary>
    /// <value>Default: <see cref="HttpVersionPolicy.RequestVersionOrLower"/>.</value>
    /// <remarks>HTTP/2 without TLS needs <see cref="HttpVersionPolicy.RequestVersionExact"/>.</remarks>
    public HttpVersionPolicy VersionPolicy { get; set; } = HttpVersionPolicy.RequestVersionOrLower;

    /// <summary>The timeout for a connection, including its TLS handshake.</summary>
    /// <value>Default: 2 s. 10 ms to 1 minute.</value>
    /// <remarks>The address of a vanished pod never responds: without this timeout such a call would last until <see cref="PerPeerTimeout"/>. It is reported as <see cref="PeerReplyStatus.TimedOut"/>, and not retried.</remarks>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The maximum size of a response body, in bytes. A longer body fails the call of its pod.</summary>
    /// <value>Default: 4194304 (4 MiB). 1 to 2147483647.</value>
    /// <remarks>Bodies are buffered, so up to <see cref="MaxConcurrency"/> of them are in memory at the same time.</remarks>
    public long MaxResponseBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The maximum number of retries of a request with an idempotent method (GET, HEAD, OPTIONS, TRACE, PUT, DELETE).</summary>
    /// <value>Default: 1. 0 to 10; 0 disables retries.</value>
    /// <remarks>Requests are retried after a failed or broken connection, 408, 429 and 5xx; never after a timeout, and never with POST or PATCH. The request factory is called again for each attempt; all attempts share <see cref="PerPeerTimeout"/>.</remarks>
    public int MaxRetries { get; set; } = 1;

    /// <summary>The delay before the first retry. It doubles with each further retry, and has jitter.</summary>
    /// <value>Default: 100 ms. 0 to 1 minute.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a pod is not called after its circuit has opened. Its replies then fail immediately with <see cref="Polly.CircuitBreaker.BrokenCircuitException"/>.</summary>
    /// <value>Default: 5 s. 500 ms to 1 hour, or 0 to disable the circuit breaker.</value>
    /// <remarks>Each pod has its own circuit. It opens if, within <see cref="BreakerWindow"/>, there were at least <see cref="BreakerThroughput"/> attempts and the share <see cref="BreakerFailureRatio"/> of them failed: a failed connection, a timeout, 408, 429 or 5xx.</remarks>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The period over which attempts are counted; see <see cref="BreakDuration"/>.</summary>
    /// <value>Default: 30 s. 500 ms to 1 hour.</value>
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The minimum number of attempts at one pod within <see cref="BreakerWindow"/> that can open its circuit.</summary>
    /// <value>Default: 5. 2 or more.</value>
    public int BreakerThroughput { get; set; } = 5;

    /// <summary>The share of attempts that must fail to open the circuit.</summary>
    /// <value>Default: 0.5. Above 0, and at most 1.</value>
    public double BreakerFailureRatio { get; set; } = 0.5;

    /// <summary>Adds strategies around the retries and the circuit breaker. It is called once per pod, so each pod has its own strategies, and once for validation.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    /// <remarks>To use only your own strategies, set <see cref="MaxRetries"/> and <see cref="BreakDuration"/> to 0. The pipeline is removed with the pod. A timeout in it is reported as <see cref="PeerReplyStatus.TimedOut"/>.</remarks>
    public Action<ResiliencePipelineBuilder<HttpResponseMessage>>? ConfigurePipeline { get; set; }

    /// <summary>Answers calls to this process without a connection. For calls with <see cref="IncludeSelf"/>.</summary>
    /// <value>Default: <see langword="null"/>: this process is called over the network like every pod.</value>
    /// <remarks>The request is the same as for any pod. Handlers, retries, the circuit breaker and the body limit do not apply; the timeout does. The response body is buffered before the request is disposed.</remarks>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? AnswerSelf { get; set; }

    /// <summary>The timeout for the call of one pod, including its retries.</summary>
    /// <value>Default: 5 s. Above zero and below 49 days, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    /// <remarks>This option and the following ones apply to calls without their own <see cref="PeerCallOptions"/>. A reader that ignores its token may take 1 s longer, and is then abandoned.</remarks>
    public TimeSpan PerPeerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for the first verified DNS answer. After that, the call throws <see cref="PeerResolutionException"/> without calling any pod.</summary>
    /// <value>Default: <see cref="Timeout.InfiniteTimeSpan"/>, no limit except the caller's token. Zero or more, and below 49 days.</value>
    public TimeSpan FirstAnswerTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>How many pods are called at the same time.</summary>
    /// <value>Default: 16. 1 or more.</value>
    public int MaxConcurrency { get; set; } = 16;

    /// <summary>Whether this process is called as well. See <see cref="AnswerSelf"/>.</summary>
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
