using BenchmarkDotNet.Attributes;
using DnsClient;

namespace HeadlessDiscovery.Benchmarks;

/// <summary>What a request pays: reading what is known.</summary>
public class ReadingBenchmarks
{
    private string resolvConf = string.Empty;
    private PeerResolver resolver = null!;

    // As a program holds it that had it injected.
    private IPeerResolver peers = null!;
    private PeerSnapshot thousand = null!;
    private LookupClient cached = null!;

    [GlobalSetup]
    public async Task SetUp()
    {
        resolvConf = BenchmarkResolver.WriteResolvConf();
        peers = resolver = BenchmarkResolver.New("same-1000", resolvConf);
        thousand = await peers.GetPeersAsync();
        cached = DnsClientQuery.NewClient(useCache: true, tcp: false);
    }

    [GlobalCleanup]
    public async Task CleanUp()
    {
        await resolver.DisposeAsync();
        File.Delete(resolvConf);
    }

    [Benchmark(Description = "Current")]
    public PeerSnapshot Current() => peers.Current;

    [Benchmark(Description = "GetPeersAsync within the TTL")]
    public ValueTask<PeerSnapshot> GetPeers() => peers.GetPeersAsync();

    [Benchmark(Description = "foreach over 1,000 peers")]
    public int Enumerate()
    {
        var ports = 0;
        foreach (var peer in thousand)
        {
            ports += peer.Port ?? 1;
        }

        return ports;
    }

    [Benchmark(Description = "DnsClient, 3 peers from its cache")]
    public Task<IDnsQueryResponse> DnsClientCache() => cached.QueryAsync(DnsClientQuery.Name("same-3"), QueryType.A);
}
