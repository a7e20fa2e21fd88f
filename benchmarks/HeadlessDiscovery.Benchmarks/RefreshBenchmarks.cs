using BenchmarkDotNet.Attributes;
using DnsClient;

namespace HeadlessDiscovery.Benchmarks;

/// <summary>What a lookup pays: a whole turn of the loop, from <c>RefreshAsync</c> to the publication, beside the bare query.</summary>
public class RefreshBenchmarks
{
    // More does not fit in a UDP answer, and the resolver then asks over TCP at once: so does the bare query.
    private const int MostOverUdp = 70;

    private readonly CancellationTokenSource never = new();
    private string resolvConf = string.Empty;
    private PeerResolver same = null!;
    private PeerResolver other = null!;
    private LookupClient dnsClient = null!;
    private string name = string.Empty;

    [Params(3, 70, 1000, 4000)]
    public int Peers { get; set; }

    [GlobalSetup]
    public async Task SetUp()
    {
        resolvConf = BenchmarkResolver.WriteResolvConf();
        same = BenchmarkResolver.WithoutFloor($"same-{Peers}", resolvConf);
        other = BenchmarkResolver.WithoutFloor($"other-{Peers}", resolvConf);
        dnsClient = DnsClientQuery.NewClient(useCache: false, tcp: Peers > MostOverUdp);
        name = DnsClientQuery.Name($"same-{Peers}");
        await Expect(same, changes: 0);
        await Expect(other, changes: 1);
    }

    [GlobalCleanup]
    public async Task CleanUp()
    {
        await same.DisposeAsync();
        await other.DisposeAsync();
        File.Delete(resolvConf);
    }

    [Benchmark(Description = "DnsClient, no cache", Baseline = true)]
    public Task<IDnsQueryResponse> Bare() => dnsClient.QueryAsync(name, QueryType.A);

    // As whoever must be able to give a question up asks it: with a token, for which DnsClient makes a linked one.
    [Benchmark(Description = "DnsClient, no cache, with a token")]
    public Task<IDnsQueryResponse> Cancellable() => dnsClient.QueryAsync(new DnsQuestion(name, QueryType.A), never.Token);

    [Benchmark(Description = "refresh, nothing changes")]
    public ValueTask<PeerSnapshot> Nothing() => same.RefreshAsync();

    [Benchmark(Description = "refresh, one peer changes")]
    public ValueTask<PeerSnapshot> OnePeer() => other.RefreshAsync();

    // A benchmark of something else than it says would be worse than none.
    private async Task Expect(PeerResolver resolver, int changes)
    {
        await resolver.GetPeersAsync();
        var before = await resolver.RefreshAsync();
        var after = await resolver.RefreshAsync();
        var change = new PeerChange(before, after);
        if (after.Count != Peers || change.Added.Length != changes || change.Removed.Length != changes)
        {
            throw new InvalidOperationException($"{after.Count} peers, {change}");
        }
    }
}
