using HeadlessDiscovery;
using Microsoft.Extensions.Caching.Memory;

namespace ShardedCache;

// doc: shard
/// <summary>Each price is cached by one pod, its owner. The other pods ask that one.</summary>
internal sealed class PriceShard(IPeerResolver peers, PriceSource source, IMemoryCache cache) : BackgroundService
{
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };

    public IEnumerable<string> Keys => ((MemoryCache)cache).Keys.OfType<string>();

    public async Task<string> GetAsync(string key, CancellationToken token)
    {
        var now = peers.Current;
        if (now.OwnerOf(key) is not { } owner || owner == now.SelfPeer)
        {
            return await GetHereAsync(key, token);   // no owner is known, or it is this pod
        }

        try
        {
            return await http.GetStringAsync($"http://{owner}/shard/{Uri.EscapeDataString(key)}", token);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !token.IsCancellationRequested)
        {
            peers.ReportUnreachable(owner);   // its keys move when its removal is confirmed
            return await source.ReadAsync(key, token);
        }
    }

    /// <summary>Never asks another pod: two pods whose lists differ for a moment would ask each other.</summary>
    public async Task<string> GetHereAsync(string key, CancellationToken token)
    {
        if (cache.TryGetValue(key, out string? cached))
        {
            return cached!;
        }

        var price = await source.ReadAsync(key, token);
        cache.Set(key, price, Duration);
        if (!peers.Current.SelfOwns(key))
        {
            cache.Remove(key);   // after Set: an owner that changes in between is seen here or below
        }

        return price;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in peers.WatchMembersAsync(stoppingToken))
        {
            foreach (var key in Keys.Where(key => change.MoveOf(key) == OwnershipMove.Lost))
            {
                cache.Remove(key);
            }
        }
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }
}
// doc: end
