using Polly;

namespace HeadlessDiscovery.Http;

/// <summary>The state of a call that the strategies of its pipeline need.</summary>
internal sealed class PeerAttempts(CancellationToken tooLate)
{
    public static readonly ResiliencePropertyKey<PeerAttempts> Key = new("HeadlessDiscovery.Http");

    /// <summary>The method of the last request; null before the first.</summary>
    public HttpMethod? Method { get; set; }

    /// <summary>Whether the pod's call has timed out, rather than the caller having cancelled it.</summary>
    public bool IsTooLate => tooLate.IsCancellationRequested;

    // RFC 9110 §9.2.2
    public bool IsIdempotent => Method is { } method
        && (method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options || method == HttpMethod.Trace || method == HttpMethod.Put || method == HttpMethod.Delete);
}
