using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace HeadlessDiscovery.Grpc.Tests;

/// <summary>Retry policies as an application sets them.</summary>
internal static class RetryPolicies
{
    /// <summary>Up to five attempts of every method, where a pod is unavailable.</summary>
    public static ServiceConfig FiveTimes() => new()
    {
        MethodConfigs =
        {
            new MethodConfig
            {
                Names = { MethodName.Default },
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = 5,
                    InitialBackoff = TimeSpan.FromMilliseconds(1),
                    MaxBackoff = TimeSpan.FromMilliseconds(1),
                    BackoffMultiplier = 1,
                    RetryableStatusCodes = { StatusCode.Unavailable },
                },
            },
        },
    };
}
