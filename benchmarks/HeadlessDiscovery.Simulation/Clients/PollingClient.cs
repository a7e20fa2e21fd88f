using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Lasting.World;
using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Clients;

/// <summary>Asks for the addresses of the service, applies the answer, waits, and so on.</summary>
internal abstract class PollingClient(Watcher pod) : Client
{
    // resolv.conf(5): 5 s, twice.
    private const int Attempts = 2;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly IPEndPoint Server = new(IPAddress.Parse("10.96.0.10"), 53);

    private readonly CancellationTokenSource stopping = new();
    private IReadOnlyList<int> listed = [];
    private bool isResolved;
    private long version;

    public override long Version => version;

    public override bool IsResolved => isResolved;

    protected Watcher Pod => pod;

    protected TimeProvider Time => pod.World.Time;

    protected CancellationToken Stopping => stopping.Token;

    public override void Start() => _ = RunAsync();

    public override void Read(List<int> into) => into.AddRange(listed);

    public override void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    /// <summary>What an answer makes of the list.</summary>
    protected abstract IReadOnlyList<int> Apply(PolledAnswer answer, IReadOnlyList<int> before);

    /// <summary>Ends when it is time to ask again.</summary>
    protected abstract Task WaitAsync(PolledAnswer answer);

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var answer = await AskAsync().ConfigureAwait(false);
                listed = Apply(answer, listed);
                isResolved |= answer.Kind != PolledAnswerKind.Error;
                version++;
                await WaitAsync(answer).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The pod has ended.
        }
    }

    private async Task<PolledAnswer> AskAsync()
    {
        var question = new DnsQuestion(Names.Service, DnsRecordType.A);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            using var limit = new CancellationTokenSource(Timeout, Time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, Stopping);
            try
            {
                var exchange = await pod.ExchangeAsync(question, Server, new DnsExchangeOptions(Tcp: false, Edns: true), linked.Token).ConfigureAwait(false);
                if (exchange.Failure == LookupReason.Truncated)
                {
                    exchange = await pod.ExchangeAsync(question, Server, new DnsExchangeOptions(Tcp: true, Edns: true), linked.Token).ConfigureAwait(false);
                }

                if (exchange.Message is { ResponseCode: 0 or 3 } message)
                {
                    return Read(message);
                }
            }
            catch (OperationCanceledException) when (!Stopping.IsCancellationRequested)
            {
                // Silence: once more.
            }
        }

        return new PolledAnswer(PolledAnswerKind.Error, [], TimeSpan.Zero);
    }

    private static PolledAnswer Read(DnsMessage message)
    {
        var count = message.Count(DnsSection.Answer);
        if (count == 0)
        {
            return new PolledAnswer(PolledAnswerKind.Nobody, [], TimeSpan.FromSeconds(message.Count(DnsSection.Authority) > 0 ? message.Record(DnsSection.Authority, 0).Minimum : 0));
        }

        var addresses = new int[count];
        for (var i = 0; i < count; i++)
        {
            addresses[i] = Addresses.NumberOf(message.Record(DnsSection.Answer, i).Address!);
        }

        Array.Sort(addresses);
        return new PolledAnswer(PolledAnswerKind.Found, addresses, TimeSpan.FromSeconds(message.Record(DnsSection.Answer, 0).Ttl));
    }
}
