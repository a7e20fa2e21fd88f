using BenchmarkDotNet.Attributes;
using DnsClient;
using HeadlessDiscovery.Benchmarks.Serving;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport;
using DnsQuestion = HeadlessDiscovery.Dns.DnsQuestion;

namespace HeadlessDiscovery.Benchmarks;

/// <summary>What one query costs over UDP: the exchange alone, and with the verification of its answer.</summary>
public class ExchangeBenchmarks
{
    private static readonly DnsExchangeOptions Udp = new(Tcp: false, Edns: true);

    private readonly NetworkTransport transport = new();
    private readonly CancellationTokenSource never = new();
    private LookupClient dnsClient = null!;
    private DnsQuestion question;

    [Params(3, 28, 70)]
    public int Peers { get; set; }

    [GlobalSetup]
    public async Task SetUp()
    {
        dnsClient = DnsClientQuery.NewClient(useCache: false, tcp: false);
        question = new DnsQuestion(DnsClientQuery.Name($"same-{Peers}"), DnsRecordType.A);
        if (await Verified() != Peers)
        {
            throw new InvalidOperationException("The answer is not whole.");
        }
    }

    [Benchmark(Description = "DnsClient, no cache, with a token", Baseline = true)]
    public Task<IDnsQueryResponse> DnsClientQueryAsync() =>
        dnsClient.QueryAsync(new global::DnsClient.DnsQuestion(question.Name, QueryType.A), never.Token);

    [Benchmark(Description = "exchange")]
    public async ValueTask<bool> Exchange() => (await ExchangeAsync()).Message is not null;

    [Benchmark(Description = "exchange and verification")]
    public async ValueTask<int> Verified() =>
        AnswerVerifier.Verify(question, (await ExchangeAsync()).Message!, serverIsLoopback: true).AddressCount;

    private ValueTask<DnsExchange> ExchangeAsync() => transport.ExchangeAsync(question, ServerProcess.EndPoint, Udp, never.Token);
}
