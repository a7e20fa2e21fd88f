using System.Net;
using Polly;
using Polly.Timeout;

namespace HeadlessDiscovery.Http;

/// <summary>What counts as a failure of a pod, and what another try may fix.</summary>
internal static class PeerFailure
{
    /// <summary>For retries: an idempotent request that a second try may see answered.</summary>
    public static bool IsWorthRetrying(ResilienceContext context, Outcome<HttpResponseMessage> outcome) =>
        context.Properties.TryGetValue(PeerAttempts.Key, out var attempts)
        && attempts.IsIdempotent
        && (IsTransient(outcome.Result) || IsTransient(outcome.Exception));

    /// <summary>For the circuit breaker: the pod cannot be reached, is too slow, or says that it is not well.</summary>
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

    // A connection that timed out is no HttpRequestException, so not here: an address that answers nothing will not answer a second try.
    private static bool IsTransient(Exception? error) => error is HttpRequestException
    {
        HttpRequestError: not (HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.SecureConnectionError
            or HttpRequestError.UserAuthenticationError or HttpRequestError.VersionNegotiationError),
    };
}
