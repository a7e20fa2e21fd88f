using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>Answers by a script instead of a network; always asynchronously, so that nothing works only by being synchronous.</summary>
internal sealed class ScriptedTransport(Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> answer) : IDnsTransport
{
    private readonly List<Exchange> asked = [];
    private int running;
    private int silent;

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<Exchange> Asked
    {
        get
        {
            lock (asked)
            {
                return [.. asked];
            }
        }
    }

    public int MostAtOnce { get; private set; }

    /// <summary>Queries beside a lookup, by other names than the service's: there are no such names, and the script does not see them.</summary>
    public Func<DnsQuestion, bool> IsBeside { get; init; } = static _ => false;

    /// <summary>Whether a question is for a pod of a service or for the SRV set at its name.</summary>
    public static bool IsOtherName(DnsQuestion question, string service) =>
        question.Name == service
            ? question.Type == DnsRecordType.Srv
            : question.Name.EndsWith("." + service, StringComparison.Ordinal) && !question.Name.StartsWith('_');

    /// <summary>Whether every exchange that runs is one that stays silent, so that only time brings anything on.</summary>
    public bool IsSilent
    {
        get
        {
            lock (asked)
            {
                return running > 0 && running == silent;
            }
        }
    }

    /// <summary>The answer that never comes.</summary>
    public static ValueTask<DnsExchange> Silent(CancellationToken cancellationToken) => new(SilentAsync(cancellationToken));

    public async ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        if (IsBeside(question))
        {
            await Task.Yield();
            return DnsExchange.Of(FakeDnsMessage.Negative(question, 3));
        }

        Exchange exchange;
        lock (asked)
        {
            exchange = new Exchange(question, server, options, asked.Count);
            asked.Add(exchange);
            MostAtOnce = Math.Max(MostAtOnce, ++running);
        }

        var isSilent = false;
        try
        {
            await Task.Yield();
            var answering = answer(exchange, cancellationToken);
            lock (asked)
            {
                isSilent = !answering.IsCompleted;
                silent += isSilent ? 1 : 0;
            }

            return await answering;
        }
        finally
        {
            lock (asked)
            {
                running--;
                silent -= isSilent ? 1 : 0;
            }
        }
    }

    private static async Task<DnsExchange> SilentAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return default;
    }

    internal sealed record Exchange(DnsQuestion Question, IPEndPoint Server, DnsExchangeOptions Options, int Index);
}
