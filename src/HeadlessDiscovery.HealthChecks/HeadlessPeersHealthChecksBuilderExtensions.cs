using HeadlessDiscovery;
using HeadlessDiscovery.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the health check of the peers of a headless service.</summary>
public static class HeadlessPeersHealthChecksBuilderExtensions
{
    private const string CheckName = "headless-peers";

    /// <summary>Adds a check that reads what the resolver knows: constant time, and no DNS question.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">
    /// The name that was given to <c>AddHeadlessPeers</c>; the check is called <c>headless-peers:NAME</c>. Where null, the plain
    /// <see cref="IPeerResolver"/>, and the check is called <c>headless-peers</c>.
    /// </param>
    /// <param name="minimumPeers">How many peers there must be, held ones included, this process not unless <see cref="HeadlessPeersOptions.IncludeSelf"/> is set. Default 0: being alone is healthy. Two addresses that host names show to be one pod count once (<see cref="PeerSnapshot.GetPods"/>).</param>
    /// <param name="failureStatus">
    /// What the check reports before the first verified answer, with fewer than <paramref name="minimumPeers"/>, and while the list is
    /// stale for longer than <see cref="HeadlessPeersOptions.MaxStale"/>. Default <see cref="HealthStatus.Unhealthy"/>.
    /// </param>
    /// <param name="tags">Tags of the check. None by default, "ready" above all: readiness that waits for peers, and DNS that lists only ready pods, never meet.</param>
    /// <param name="timeout">The time-out of the check. None by default, because it waits for nothing.</param>
    /// <returns>The same health checks.</returns>
    /// <remarks>
    /// Healthy otherwise, and Degraded while the list is stale but within <see cref="HeadlessPeersOptions.MaxStale"/> (which is without
    /// limit by default). The data has <c>peers</c>, <c>version</c>, <c>findings</c> (the codes of <see cref="PeerDiagnosis"/>), and <c>ageSeconds</c> since the last verified answer where there was one.
    /// A name that was not registered makes the check throw <see cref="InvalidOperationException"/>.
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
            // Not from the factory: it would make a resolver of a name that was only misspelt.
            throw new InvalidOperationException(name is null
                ? "No headless peers are registered: call AddHeadlessPeers on the services."
                : $"No headless peers are registered under the name '{name}': call AddHeadlessPeers(\"{name}\") on the services.");
        }

        // Those in force: a resolver does not follow a reload, and a reload that is not valid must not fail the check.
        var options = (peers as PeerResolver)?.GetOptions() ?? RegisteredOptions.Find(provider, peers.Name) ?? new HeadlessPeersOptions();
        return new HeadlessPeersHealthCheck(peers, minimumPeers, options, provider.GetService<TimeProvider>() ?? TimeProvider.System);
    }
}
