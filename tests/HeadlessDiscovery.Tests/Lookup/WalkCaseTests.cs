using System.Globalization;
using System.Text.Json.Nodes;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Tests.ResolvConf;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>Every case of search.json, walked over a scripted transport with the cluster-suffix rule off.</summary>
public sealed class WalkCaseTests
{
    public static TheoryData<string> Cases => [.. CaseFile.Search.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("rule", "S-15")]
    public async Task The_walk_ends_as_the_rules_say(string id)
    {
        var item = CaseFile.Search[id];
        var name = (string)item["name"]!;
        if (HeadlessDiscovery.ResolvConf.ServiceName.Problem(name) is not null)
        {
            Assert.True(Expected(id, item) is "INVALID" or null || HasDeviation(id, "expect_candidates_in_order"), $"{id}: the name is refused, the case expects {item["expect_result"]}");
            return;
        }

        var (result, asked) = await RunAsync(item, name);
        if (Expected(id, item) is { } expected)
        {
            Assert.Equal(expected, result);
        }

        // An answer of another question, a bad record or a family that failed may be asked for again, but no further name.
        if (item["expect_candidates_in_order"] is JsonArray candidates && item["server_behaviour"]!.AsObject().Count > 0 && !HasDeviation(id, "expect_candidates_in_order"))
        {
            Assert.Equal(candidates.Select(candidate => (string)candidate!), asked);
        }
    }

    [Fact]
    public void Each_deviation_names_a_case_and_a_reason() =>
        NonEmpty.All(CaseFile.WalkDeviations, deviation => Assert.True(CaseFile.Search.ContainsKey(deviation.Id) && deviation.Reason.Length > 20));

    private static bool HasDeviation(string id, string key) =>
        CaseFile.WalkDeviations.Concat(CaseFile.SearchDeviations).Any(deviation => deviation.Id == id && deviation.Key == key);

    private static string? Expected(string id, JsonObject item)
    {
        if (CaseFile.WalkDeviations.FirstOrDefault(deviation => deviation.Id == id && deviation.Key == "expect_result") is { } deviation)
        {
            return (string)deviation.Ours!;
        }

        var text = (string?)item["expect_result"];
        return text switch
        {
            null or "valid name" => null,
            "OK" => "FOUND 192.0.2.77",
            _ when text.StartsWith("NOTFOUND from ns1", StringComparison.Ordinal) => "NODATA",
            _ when text.StartsWith("INVALID", StringComparison.Ordinal) || text.StartsWith("invalid", StringComparison.Ordinal) || text.StartsWith("address literal", StringComparison.Ordinal) => "INVALID",
            _ when text.StartsWith("INDETERMINATE", StringComparison.Ordinal) || text.StartsWith("TRY_AGAIN", StringComparison.Ordinal) => "UNKNOWN",
            _ when text.StartsWith("NXDOMAIN", StringComparison.Ordinal) => "NXDOMAIN",
            _ when text.StartsWith("NODATA", StringComparison.Ordinal) => "NODATA",
            _ when text.StartsWith("OK ", StringComparison.Ordinal) => "FOUND " + text[3..].Split(' ')[0],
            _ => text,
        };
    }

    private static async Task<(string Result, string[] Asked)> RunAsync(JsonObject item, string name)
    {
        var script = new CaseScript(item["server_behaviour"]!.AsObject());
        using var file = new TemporaryFile(ResolvConfText(item));
        var options = new HeadlessPeersOptions
        {
            ServiceName = name,
            ResolvConfPath = file.Path,
            RequireClusterSuffix = false,
            Family = (string?)item["family"] == "both" ? PeerFamily.Both : PeerFamily.IPv4,
        };
        var time = new FakeTimeProvider();
        var transport = new ScriptedTransport(script.AnswerAsync);
        var lookup = new DnsPeerLookup(options, name, new OwnAddresses([], "test"), transport, time);
        var asking = lookup.AskAsync(new LookupMode(Hedge: true), TestContext.Current.CancellationToken).AsTask();
        await Clock.RunAsync(time, asking, () => transport.IsSilent);
        var answer = (await asking).Answer;
        var result = answer.Outcome switch
        {
            LookupOutcome.Found => "FOUND " + (script.Symbolic(answer.Name!) ?? string.Join(',', answer.Peers.Enumerate().Select(peer => peer.Address))),
            LookupOutcome.Empty => answer.Reason == LookupReason.NoData ? "NODATA" : "NXDOMAIN",
            _ => "UNKNOWN",
        };

        // The kind of a service with one address is checked by one SRV question beside the walk.
        return (result, [.. transport.Asked.Where(exchange => exchange.Question.Type != DnsRecordType.Srv).Select(exchange => exchange.Question.Name).Distinct()]);
    }

    private static string ResolvConfText(JsonObject item)
    {
        if ((string?)item["resolv_conf"] is { } text)
        {
            return text;
        }

        var servers = string.Concat(Enumerable.Range(1, (int?)item["nameservers"] ?? 1).Select(n => $"nameserver 127.0.0.{n}\n"));
        var search = item["search"]!.AsArray().Count == 0 ? string.Empty : $"search {string.Join(' ', item["search"]!.AsArray().Select(domain => (string)domain!))}\n";
        return string.Create(CultureInfo.InvariantCulture, $"{servers}{search}options ndots:{(int)item["ndots"]!} timeout:1 attempts:1\n");
    }
}
