using BenchmarkDotNet.Attributes;
using DnsClient;

namespace HeadlessDiscovery.Benchmarks;

/// <summary>What a start pays: the first answer for a short name, 3 pods, with everything that is made for it.</summary>
public class ColdBenchmarks
{
    private string resolvConf = string.Empty;

    [GlobalSetup]
    public void SetUp() => resolvConf = BenchmarkResolver.WriteResolvConf();

    [GlobalCleanup]
    public void CleanUp() => File.Delete(resolvConf);

    [Benchmark(Description = "cold: new LookupClient, whole name", Baseline = true)]
    public async Task<int> DnsClientFirstQuery()
    {
        var client = DnsClientQuery.NewClient(useCache: false, tcp: false);
        var response = await client.QueryAsync(DnsClientQuery.Name("same-3"), QueryType.A);
        return response.Answers.Count;
    }

    [Benchmark(Description = "cold: new PeerResolver, short name")]
    public async Task<int> NewResolver()
    {
        // Disposed without waiting: the end of the loop is no part of a start.
        using var peers = BenchmarkResolver.New("same-3", resolvConf);
        return (await peers.GetPeersAsync()).Count;
    }
}
