using System.Net;
using Polly;
using Polly.Timeout;

namespace HeadlessDiscovery.Http;

/// <summary>What counts as a failure of a pod, and what is worth a retry.</summary>
internal static class PeerFailure
{
    /// <summary>For retries: an idempotent request that may succeed at the next attempt.</summary>
    public static bool IsWorthRetrying(ResilienceContext context, Outcome<HttpResponseMessage> outcome) =>
        context.Properties.TryGetValue(PeerAttempts.Key, out var attempts)
        && attempts.IsIdempotent
        && (IsTransient(outcome.Result) || IsTransient(outcome.Exception));

    /// <summary>For the circuit breaker: the pod cannot be reached, is too slow, or reports a failure.</summary>
    public static bool Shows(ResilienceContext context, Outcome<HttpResponseMessage> outcome) => outcome.Exception switch
    {
        null => IsTransient(outcome.Result),
        HttpRequestException refused => refused.HttpRequestError != HttpRequestError.ConfigurationLimitExceeded,
        TimeoutRejectedException or OperationCanceledException { InnerException: TimeoutException } => true,
        OperationCanceledException => context.Properties.TryGetValue(PeerAttempts.Key, out var attempts) && attempts.IsTooLate,
        _ => false,
    };

    private static bool IsTransient(HttpResponseMessage? response) =>
        response?.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    // A connection timeout is not an HttpRequestException, so it is not retried: an address that does not respond will not respond a second time.
    private static bool IsTransient(Exception? error) => error is HttpRequestException
    {
        HttpRequestError: not (HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.SecureConnectionError
            or HttpRequestError.UserAuthenticationError or HttpRequestError.VersionNegotiationError),
    };
}
