using System.Text.Json.Nodes;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>Scripts in the words of the cases, such as <c>{"10.0.0.1|*": "DROP", "web.|A": "A:10.1.0.1"}</c>.</summary>
internal static class Script
{
    public static Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> Of(string json) =>
        new CaseScript(JsonNode.Parse(json)!.AsObject()).AnswerAsync;

    /// <summary>One word for everything.</summary>
    public static Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> Always(string word) =>
        (exchange, token) => Words.Answer(word, exchange.Question, exchange.Options, token);

    /// <summary>A word by server (1 for 10.0.0.1) and record type.</summary>
    public static Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> By(Func<int, DnsRecordType, string> word) =>
        (exchange, token) => Words.Answer(word(TestLookup.Number(exchange), exchange.Question.Type), exchange.Question, exchange.Options, token);
}
