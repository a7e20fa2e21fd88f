using System.Net.Http.Json;
using Gossip.Map;
using HeadlessDiscovery;

namespace Gossip.Rounds;

/// <summary>Makes two nodes equal: both keep the later write of each key.</summary>
internal sealed partial class GossipClient(VersionedMap map, ILogger<GossipClient> logger) : IDisposable
{
    // A client of its own: a resilience handler that is added to all clients of the factory has one circuit breaker for all peers.
    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1), UseProxy = false });

    // doc: exchange
    public async ValueTask<bool> ExchangeAsync(Peer peer, CancellationToken token)
    {
        using var answer = await http.PostAsJsonAsync($"http://{peer}/gossip/digest", map.Digest(), token);
        answer.EnsureSuccessStatusCode();
        var difference = (await answer.Content.ReadFromJsonAsync<Difference>(token))!;
        if (map.Merge(difference.Newer) is > 0 and var refused)
        {
            LogRefused(peer, refused);   // its clock is wrong, or that of the pod it learned them from
        }

        if (difference.Wanted.Count > 0)
        {
            using var sent = await http.PostAsJsonAsync($"http://{peer}/gossip/entries", map.Take(difference.Wanted), token);
            sent.EnsureSuccessStatusCode();
        }

        return true;
    }
    // doc: end

    public void Dispose() => http.Dispose();

    [LoggerMessage(LogLevel.Warning, "{Peer} has {Count} keys with a stamp that is too far ahead of the clock here; they are not taken.")]
    private partial void LogRefused(Peer peer, int count);
}
