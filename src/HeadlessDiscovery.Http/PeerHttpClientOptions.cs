using System.Net;
using Polly;

namespace HeadlessDiscovery.Http;

/// <summary>How the pods of one service are called over HTTP. Read once, when the client is made; validated at start.</summary>
public sealed class PeerHttpClientOptions
{
    /// <summary>The scheme of every call.</summary>
    /// <value>Default: <c>http</c>. <c>http</c> or <c>https</c>.</value>
    public string Scheme { get; set; } = Uri.UriSchemeHttp;

    /// <summary>The name that each pod is called by: the Host header, <c>:authority</c> in HTTP/2, and with https also SNI and the name that the certificate must have.</summary>
    /// <value>Default: <see langword="null"/>, for the service name of the resolver without its trailing dot; the pod's address where that is no host name in ASCII. A host name in ASCII and without a port.</value>
    /// <remarks>The URI has the pod's address, so no name is looked up. A request that sets its own Host keeps it.</remarks>
    public string? HostName { get; set; }

    /// <summary>The port of every pod.</summary>
    /// <value>Default: <see langword="null"/>, for the port of the peer, or that of <see cref="Scheme"/> where the peer has none. 1 to 65535.</value>
    public int? Port { get; set; }

    /// <summary>The HTTP version of requests that name none.</summary>
    /// <value>Default: 2.0. 1.0, 1.1, 2.0 or 3.0.</value>
    /// <remarks>With the default <see cref="VersionPolicy"/>: HTTP/2 over TLS where the pod has it, else HTTP/1.1. A request whose version or policy is not that of a new message keeps both.</remarks>
    public Version Version { get; set; } = HttpVersion.Version20;

    /// <summary>What <see cref="Version"/> means to the connection.</summary>
    /// <value>Default: <see cref="HttpVersionPolicy.RequestVersionOrLower"/>.</value>
    /// <remarks>HTTP/2 without TLS needs <see cref="HttpVersionPolicy.RequestVersionExact"/>.</remarks>
    public HttpVersionPolicy VersionPolicy { get; set; } = HttpVersionPolicy.RequestVersionOrLower;

    /// <summary>How long a connection may take, its TLS handshake included.</summary>
    /// <value>Default: 2 s. 10 ms to 1 minute.</value>
    /// <remarks>The address of a pod that vanished answers nothing at all: without this bound such a call lasts until <see cref="PerPeerTimeout"/>. It is told as <see cref="PeerReplyStatus.TimedOut"/>, and not retried.</remarks>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest body that is read, in bytes. A longer one fails the call of its pod.</summary>
    /// <value>Default: 4194304 (4 MiB). 1 to 2147483647.</value>
    /// <remarks>Bodies are read whole before the reply, so up to <see cref="MaxConcurrency"/> of them are in memory at once.</remarks>
    public long MaxResponseBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How often a request with an idempotent method (GET, HEAD, OPTIONS, TRACE, PUT, DELETE) is sent again.</summary>
    /// <value>Default: 1. 0 to 10; 0 for never.</value>
    /// <remarks>After a connection that failed or broke, and after 408, 429 and 5xx. Never after a time limit, and never for POST and PATCH. The request factory is called again for each try; all tries share <see cref="PerPeerTimeout"/>.</remarks>
    public int MaxRetries { get; set; } = 1;

    /// <summary>The wait before the first retry; it doubles with each further one, and is jittered.</summary>
    /// <value>Default: 100 ms. 0 to 1 minute.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a pod whose circuit opened is not called; its replies then fail with <see cref="Polly.CircuitBreaker.BrokenCircuitException"/> at once.</summary>
    /// <value>Default: 5 s. 500 ms to 1 hour, or 0 for no circuit breaker.</value>
    /// <remarks>Each pod has a circuit of its own. It opens when, within <see cref="BreakerWindow"/>, at least <see cref="BreakerThroughput"/> tries were made and the part <see cref="BreakerFailureRatio"/> of them failed: no connection, a time limit, 408, 429 or 5xx.</remarks>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The time over which tries are counted for <see cref="BreakDuration"/>.</summary>
    /// <value>Default: 30 s. 500 ms to 1 hour.</value>
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The least number of tries at one pod within <see cref="BreakerWindow"/> that can open its circuit.</summary>
    /// <value>Default: 5. 2 or more.</value>
    public int BreakerThroughput { get; set; } = 5;

    /// <summary>The part of the tries that must fail to open the circuit.</summary>
    /// <value>Default: 0.5. Above 0, and at most 1.</value>
    public double BreakerFailureRatio { get; set; } = 0.5;

    /// <summary>Adds strategies outside the retries and the circuit breaker. Called once for each pod, so that what it adds is the pod's own, and once to validate it.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    /// <remarks>Set <see cref="MaxRetries"/> and <see cref="BreakDuration"/> to 0 for a pipeline that is yours alone. It is let go with the pod. A time limit in it is told as <see cref="PeerReplyStatus.TimedOut"/>.</remarks>
    public Action<ResiliencePipelineBuilder<HttpResponseMessage>>? ConfigurePipeline { get; set; }

    /// <summary>Answers a call of this process itself, without a connection. For calls with <see cref="IncludeSelf"/>.</summary>
    /// <value>Default: <see langword="null"/>: this process is called over the network like every pod.</value>
    /// <remarks>The request is as a pod would get it. No handler, retry, circuit breaker or body bound lies in between; the time limit does. The body of the answer is read whole before the request is disposed.</remarks>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? AnswerSelf { get; set; }

    /// <summary>How long the call of one pod may take, its retries included.</summary>
    /// <value>Default: 5 s. Above zero and below 49 days, or <see cref="Timeout.InfiniteTimeSpan"/> for no bound.</value>
    /// <remarks>This and the following are for calls that bring no <see cref="PeerCallOptions"/> of their own. A reader that ignores its token may take 1 s more, and is then abandoned.</remarks>
    public TimeSpan PerPeerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for the first verified answer of DNS before anybody is called; then the call throws <see cref="PeerResolutionException"/>.</summary>
    /// <value>Default: <see cref="Timeout.InfiniteTimeSpan"/>, no bound but the caller's token. Zero or more, and below 49 days.</value>
    public TimeSpan FirstAnswerTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>How many pods are called at the same time.</summary>
    /// <value>Default: 16. 1 or more.</value>
    public int MaxConcurrency { get; set; } = 16;

    /// <summary>Whether this process is called too. See <see cref="AnswerSelf"/>.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IncludeSelf { get; set; }

    /// <summary>Whether the call of a pod that leaves DNS ends, told as <see cref="PeerReplyStatus.Left"/>.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool AbandonPeersThatLeave { get; set; } = true;

    /// <summary>Whether pods that cannot be reached are told to <see cref="IPeerResolver.ReportUnreachable(Peer)"/>.</summary>
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
