using HeadlessDiscovery;
using HeadlessDiscovery.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the health check of the peers of a headless service.</summary>
public static class HeadlessPeersHealthChecksBuilderExtensions
{
    private const string CheckName = "headless-peers";

    /// <summary>Adds a check that reads the resolver's state from memory, in constant time and without a DNS query.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">
    /// The name passed to <c>AddHeadlessPeers</c>; the check is called <c>headless-peers:NAME</c>. If null, the plain
    /// <see cref="IPeerResolver"/> is used, and the check is called <c>headless-peers</c>.
    /// </param>
    /// <param name="minimumPeers">The minimum number of peers, including held ones, and excluding this process unless <see cref="HeadlessPeersOptions.IncludeSelf"/> is set. Default: 0, which means that being alone is healthy. Two addresses that belong to one pod according to their host names count once (<see cref="PeerSnapshot.GetPods"/>).</param>
    /// <param name="failureStatus">
    /// The status that the check reports before the first verified answer, with fewer than <paramref name="minimumPeers"/> peers, and while the list has been
    /// stale for longer than <see cref="HeadlessPeersOptions.MaxStale"/>. Default: <see cref="HealthStatus.Unhealthy"/>.
    /// </param>
    /// <param name="tags">Tags of the check. None by default, and in particular not "ready": if readiness waits for peers while DNS lists only ready pods, neither ever happens.</param>
    /// <param name="timeout">The timeout of the check. None by default, because the check never waits.</param>
    /// <returns>The same health checks.</returns>
    /// <remarks>
    /// Otherwise the check is Healthy, or Degraded while the list is stale but within <see cref="HeadlessPeersOptions.MaxStale"/> (which has no
    /// limit by default). Its data contains <c>peers</c>, <c>version</c>, <c>findings</c> (the codes of <see cref="PeerDiagnosis"/>), and, if there was a verified answer, <c>ageSeconds</c> since the last one.
    /// If the name has not been registered, the check throws <see cref="InvalidOperationException"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimumPeers"/> is below 0.</exception>
    public static IHealthChecksBuilder AddHeadlessPeers(
        this IHealthChecksBuilder builder,
        string? name = null,
        int minimumPeers = 0,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumPeers);
        return builder.Add(new HealthCheckRegistration(
            string.IsNullOrEmpty(name) ? CheckName : $"{CheckName}:{name}",
            provider => NewCheck(provider, name, minimumPeers),
            failureStatus,
            tags,
            timeout));
    }

    private static HeadlessPeersHealthCheck NewCheck(IServiceProvider provider, string? name, int minimumPeers)
    {
        var peers = name is null ? provider.GetService<IPeerResolver>() : provider.GetKeyedService<IPeerResolver>(name);
        if (peers is null)
        {
            // Not from the factory, which would create a resolver for a misspelt name.
            throw new InvalidOperationException(name is null
                ? "No headless peers are registered: call AddHeadlessPeers on the services."
                : $"No headless peers are registered under the name '{name}': call AddHeadlessPeers(\"{name}\") on the services.");
        }

        // The options in use: a resolver ignores reloads, and an invalid reload must not fail the check.
        var options = (peers as PeerResolver)?.GetOptions() ?? RegisteredOptions.Find(provider, peers.Name) ?? new HeadlessPeersOptions();
        return new HeadlessPeersHealthCheck(peers, minimumPeers, options, provider.GetService<TimeProvider>() ?? TimeProvider.System);
    }
}
