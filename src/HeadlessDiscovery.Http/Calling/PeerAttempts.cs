using Polly;

namespace HeadlessDiscovery.Http;

/// <summary>What the strategies of a pipeline must know of the call in it.</summary>
internal sealed class PeerAttempts(CancellationToken tooLate)
{
    public static readonly ResiliencePropertyKey<PeerAttempts> Key = new("HeadlessDiscovery.Http");

    /// <summary>The method of the last request; null before the first.</summary>
    public HttpMethod? Method { get; set; }

    /// <summary>Whether the pod's time is over, rather than nobody wanting its answer any more.</summary>
    public bool IsTooLate => tooLate.IsCancellationRequested;

    // RFC 9110 §9.2.2
    public bool IsIdempotent => Method is { } method
        && (method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options || method == HttpMethod.Trace || method == HttpMethod.Put || method == HttpMethod.Delete);
}
