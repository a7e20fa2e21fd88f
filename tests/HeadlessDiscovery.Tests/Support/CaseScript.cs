using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>The "server_behaviour" of a case: who says what to which question.</summary>
internal sealed class CaseScript(JsonObject behaviour)
{
    // A behaviour "A" names no address: the answer is known by its name.
    private const string SomeAddress = "192.0.2.77";

    private readonly ConcurrentDictionary<string, int> turns = new();

    public ValueTask<DnsExchange> AnswerAsync(ScriptedTransport.Exchange exchange, CancellationToken cancellationToken) =>
        Words.Answer(Word(exchange), exchange.Question, exchange.Options, cancellationToken);

    /// <summary>The name, where the case knows its answer only by the name.</summary>
    public string? Symbolic(string name) =>
        behaviour.Any(entry => entry.Value is JsonValue && (string?)entry.Value == "A" && entry.Key.TrimEnd('.') == name.TrimEnd('.')) ? name.TrimEnd('.') : null;

    private string Word(ScriptedTransport.Exchange exchange)
    {
        var name = exchange.Question.Name.TrimEnd('.');
        var type = exchange.Question.TypeText;
        var last = exchange.Server.Address.ToString().Split('.')[^1];
        foreach (var server in (string[])[$"{exchange.Server.Address}|", $"ns{last}|", string.Empty])
        {
            foreach (var key in (string[])[$"{server}{name}|{type}", $"{server}{name}", $"{server}{type}", $"{server}*", server.TrimEnd('|')])
            {
                if (key.Length > 0 && behaviour[key] is { } found)
                {
                    return Turn(key, found);
                }
            }
        }

        return (string?)behaviour["default"] ?? "NXDOMAIN";
    }

    private string Turn(string key, JsonNode found)
    {
        var word = found is JsonArray list ? (string)list[Math.Min(turns.AddOrUpdate(key, 0, (_, n) => n + 1), list.Count - 1)]! : (string)found!;
        return word switch
        {
            "A" or "OK" => $"A:{SomeAddress}",
            "::1" => "AAAA:::1",
            "NOERROR empty, RA=0" => "NODATA",
            "TC=1 over TCP" => "TC:1:tc",
            "NOERROR, no answer, AA=0, RA=0, no additional" => "LAME",
            "NOERROR, no answer, AA=0, RA=0 but an OPT in additional" => "LAMEOPT",
            _ => word,
        };
    }
}
