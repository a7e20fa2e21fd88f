using System.Net;
using System.Text.Json.Nodes;
using HeadlessDiscovery.ResolvConf;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.ResolvConf;

public sealed class ResolvConfCaseTests
{
    // What a peer reports and a peer set has no use for: EDNS is always on, the rest changes no peer.
    private static readonly HashSet<string> NothingOfOurs =
    [
        "edns0", "trust_ad", "inet6", "sortlist", "lookup", "options_raw", "unknown_option_seen", "search_literal",
        "nameservers_or_local", "reason", "lenient_peers_instead", "disagree", "note",
    ];

    // The order over several lookups is asked for where lookups are tested.
    private static readonly HashSet<string> TestedElsewhere = ["server_order_per_query", "after_rewrite_to"];

    private static readonly Dictionary<string, Func<ResolverConfiguration, bool>> Flags = new()
    {
        ["rotate"] = configuration => configuration.Rotate,
        ["use-vc"] = configuration => configuration.UseTcp,
        ["no-aaaa"] = configuration => configuration.NoAaaa,
        ["no-reload"] = configuration => configuration.NoReload,
        ["single-request"] = SingleRequest,
        ["single-request-reopen"] = SingleRequest,
        ["no-tld-query"] = configuration => configuration.NoTldQuery,
    };

    private static bool SingleRequest(ResolverConfiguration configuration) => configuration.SingleRequest;

    public static TheoryData<string> Ids => [.. CaseFile.ResolvConf.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_case_is_read_as_the_peer_reads_it_or_as_the_table_of_deviations_says(string id)
    {
        var item = CaseFile.ResolvConf[id];
        var configuration = ResolvConfParser.Parse((string)item["input_text"]!);
        var expectations = Expectations(item["expect"]!.AsObject()).ToLookup(pair => pair.Key, pair => pair.Value);
        var deviations = CaseFile.ResolvConfDeviations.Where(deviation => deviation.Id == id).ToDictionary(deviation => deviation.Key);

        Assert.Empty(deviations.Keys.Except(expectations.Select(group => group.Key)));
        foreach (var group in expectations)
        {
            if (deviations.TryGetValue(group.Key, out var deviation))
            {
                Assert.True(Fits(configuration, group.Key, deviation.Ours, ours: true), $"{id}: {group.Key} is not {deviation.Ours.ToJsonString()}");
                Assert.Contains(group, value => !Fits(configuration, group.Key, value));
            }
            else
            {
                NonEmpty.All(group, value => Assert.True(Fits(configuration, group.Key, value), $"{id}: {group.Key} is not {value?.ToJsonString()}"));
            }
        }
    }

    [Fact]
    [Trait("rule", "P-6")]
    public void The_case_of_no_reload_keeps_its_servers_after_the_rewrite()
    {
        var expect = CaseFile.ResolvConf["go-noreload"]["expect"]!;
        var time = new FakeTimeProvider();
        using var file = new TemporaryFile((string)CaseFile.ResolvConf["go-noreload"]["input_text"]!);
        var reader = new ResolvConfFile(file.Path, time);
        reader.Read();

        file.Write((string)expect["after_rewrite_to"]!);
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Texts(expect["nameservers_after_rewrite"]!), reader.Read().NameServers.Select(server => server.Address.ToString()));
    }

    [Fact]
    public void Every_deviation_names_a_case_and_gives_a_reason_of_one_sentence() =>
        NonEmpty.All(CaseFile.ResolvConfDeviations, deviation =>
        {
            Assert.Contains(deviation.Id, CaseFile.ResolvConf);
            Assert.EndsWith(".", deviation.Reason, StringComparison.Ordinal);
        });

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Expectations(JsonObject expect)
    {
        foreach (var (key, value) in expect)
        {
            switch (key)
            {
                case "go" or "glibc":
                    foreach (var inner in Expectations(value!.AsObject()))
                    {
                        yield return inner;
                    }

                    break;
                default:
                    if (!NothingOfOurs.Contains(key) && !TestedElsewhere.Contains(key))
                    {
                        yield return new(key, value);
                    }

                    break;
            }
        }
    }

    private static bool Fits(ResolverConfiguration configuration, string key, JsonNode? value, bool ours = false) => key switch
    {
        "nameservers" => Addresses(value!, distinct: ours).SequenceEqual(configuration.NameServers.Select(server => server.Address)),
        "nameservers_used_by_legacy_api" or "nameservers_after_rewrite" => Addresses(value!, distinct: false).SequenceEqual(configuration.NameServers.Select(server => server.Address)),
        "search" => Texts(value).SequenceEqual(configuration.Search),
        "search_first6" => Texts(value).SequenceEqual(configuration.Search.Take(6)),
        "ndots" => (int)value! == configuration.Ndots,
        "timeout" => TimeSpan.FromSeconds((int)value!) == configuration.Timeout,
        "attempts" => (int)value! == configuration.Attempts,
        "rotate" => (bool)value! == configuration.Rotate,
        "usevc" => (bool)value! == configuration.UseTcp,
        "single_request" => (bool)value! == configuration.SingleRequest,
        "no_reload" => (bool)value! == configuration.NoReload,
        "no_tld_query" => (bool)value! == configuration.NoTldQuery,
        "flags" => Flags.All(flag => flag.Value(configuration) == Flags.Any(other => Texts(value).Contains(other.Key) && other.Value == flag.Value)),
        "error" => !(bool)value! || configuration.Diagnostics.Any(diagnostic => diagnostic.Line > 0),
        _ => throw new InvalidOperationException($"The cases have the key '{key}', which no test looks at."),
    };

    // Read by our own reader, so that %lo means the same interface on both sides.
    private static IEnumerable<IPAddress> Addresses(JsonNode list, bool distinct)
    {
        var addresses = Texts(list).Select(text => NameServerText.TryParseAddress(text, out var address, out _) ? address : IPAddress.None);
        return distinct ? addresses.Distinct() : addresses;
    }

    private static IEnumerable<string> Texts(JsonNode? list) => list?.AsArray().Select(item => (string)item!) ?? [];
}
