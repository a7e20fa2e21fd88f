using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>Asks one server for one name in both families; its answers come at once, so that their order is that of the calls.</summary>
internal static class FamilyAsker
{
    public const string Name = "web.shop.svc.cluster.local.";

    public static Task<PeerAnswer> AskAsync(string first, string second, bool secondComesFirst = false)
    {
        var held = new TaskCompletionSource<DnsExchange>();
        var asked = default(DnsQuestion);
        var asking = Start(
            question =>
            {
                asked = question;
                return secondComesFirst ? new ValueTask<DnsExchange>(held.Task) : Word(first, question);
            },
            question => Word(second, question));
        if (secondComesFirst)
        {
            held.SetResult(Word(first, asked).AsTask().GetAwaiter().GetResult());
        }

        return asking;
    }

    public static Task<PeerAnswer> AskAsync(Func<DnsQuestion, DnsMessage> first, Func<DnsQuestion, DnsMessage> second) =>
        Start(question => ValueTask.FromResult(DnsExchange.Of(first(question))), question => ValueTask.FromResult(DnsExchange.Of(second(question))));

    /// <summary>Asks for A by the first, for AAAA by the second.</summary>
    public static Task<PeerAnswer> Start(Func<DnsQuestion, ValueTask<DnsExchange>> first, Func<DnsQuestion, ValueTask<DnsExchange>> second)
    {
        var time = new FakeTimeProvider();
        var server = TestLookup.Server("10.96.0.10");
        var configuration = new ResolverConfiguration { NameServers = [server], Attempts = 1, Timeout = TimeSpan.FromHours(1) };
        var asker = new QuestionAsker(new Transport(first, second), new ServerHealth(time), TimeSpan.FromSeconds(1), time);
        return new AddressQuestions(asker, port: null)
            .AskAsync(new AddressQuery(Name, [DnsRecordType.A, DnsRecordType.Aaaa], QuestionPurpose.Candidate), new AskContext(configuration, [server], time), TestContext.Current.CancellationToken)
            .AsTask();
    }

    private static ValueTask<DnsExchange> Word(string word, DnsQuestion question) => Words.Answer(word, question, default, TestContext.Current.CancellationToken);

    private sealed class Transport(Func<DnsQuestion, ValueTask<DnsExchange>> first, Func<DnsQuestion, ValueTask<DnsExchange>> second) : IDnsTransport
    {
        public ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken) =>
            question.Type == DnsRecordType.A ? first(question) : second(question);
    }
}
