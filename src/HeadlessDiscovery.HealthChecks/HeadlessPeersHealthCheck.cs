using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HeadlessDiscovery.HealthChecks;

/// <summary>Evaluates the resolver's current state. It sends no requests, so it does not check whether peers respond.</summary>
internal sealed class HeadlessPeersHealthCheck(IPeerResolver peers, int minimumPeers, HeadlessPeersOptions options, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = peers.Current;
        var (status, sentence) = Judge(now, context.Registration.FailureStatus);
        return Task.FromResult(new HealthCheckResult(status, sentence, data: Data(now)));
    }

    // The wall clock may be changed; it is only used for a snapshot of another resolver, which has no other time.
    private (HealthStatus Status, string Sentence) Judge(PeerSnapshot now, HealthStatus failure)
    {
        if (!now.IsResolved)
        {
            return (failure, (now.LastReason.ToCode(), now.Count) switch
            {
                (null, _) => "DNS has not answered yet: the peers are unknown.",
                ({ } reason, 0) => $"DNS has not answered yet ({reason}): the peers are unknown.",
                ({ } reason, _) => $"No complete DNS answer yet ({reason}); known so far: {Peers(now.Count)}.",
            });
        }

        var staleFor = now.StaleFor ?? (now.StaleSince is { } since ? time.GetUtcNow() - since : null);
        if (staleFor > options.MaxStale)
        {
            return (failure, $"{Stale(now, staleFor.Value)}, longer than MaxStale ({Seconds(options.MaxStale.Value)}); last known: {Peers(now.Count)}.");
        }

        if (now.GetPods().Length is var pods && pods < minimumPeers)
        {
            return (failure, $"{Peers(pods)}, fewer than {minimumPeers.ToString(CultureInfo.InvariantCulture)}.");
        }

        return staleFor is { } duration
            ? (HealthStatus.Degraded, $"{Stale(now, duration)}; last known: {Peers(now.Count)}.")
            : (HealthStatus.Healthy, $"{Peers(now.Count)}.");
    }

    private Dictionary<string, object> Data(PeerSnapshot now)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["peers"] = now.Count,
            ["version"] = now.Version,
            ["findings"] = PeerDiagnosis.Of(now, FindingLanguage.English).Select(finding => finding.Code).ToArray(),
        };
        if (now.IsResolved)
        {
            data["ageSeconds"] = Math.Round((now.Age ?? time.GetUtcNow() - now.ResolvedAt).TotalSeconds, 3);
        }

        return data;
    }

    private static string Stale(PeerSnapshot now, TimeSpan duration) => $"Stale for {Seconds(duration)} ({now.LastReason.ToCode() ?? "unknown"})";

    private static string Peers(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "peer" : "peers")}");

    private static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.#} s");
}
