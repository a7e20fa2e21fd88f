using DnsClient;
using HeadlessDiscovery.Benchmarks.Serving;

namespace HeadlessDiscovery.Benchmarks;

/// <summary>DnsClient as it is asked by hand.</summary>
internal static class DnsClientQuery
{
    public static LookupClient NewClient(bool useCache, bool tcp) => new(new LookupClientOptions(ServerProcess.EndPoint)
    {
        UseCache = useCache,
        UseTcpOnly = tcp,
        ExtendedDnsBufferSize = 1232,
    });

    public static string Name(string label) => $"{label}.{BenchmarkResolver.Domain}.";
}
