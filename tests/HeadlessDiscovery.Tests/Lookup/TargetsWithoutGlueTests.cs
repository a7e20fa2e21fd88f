using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>A cache leaves the addresses of SRV targets out (Unbound does): names that are made of the address say who is there.</summary>
public sealed class TargetsWithoutGlueTests
{
    private const string Service = "web.shop.svc.cluster.local.";

    [Fact]
    public async Task A_peer_whose_own_name_is_no_target_is_denied() =>
        Assert.Equal([("10.0.0.3", false), ("10.0.0.2", true)], await SaidAsync("10-0-0-1", "10-0-0-2"));

    [Fact]
    public async Task Targets_whose_names_may_be_anybodys_deny_nobody() =>
        Assert.Empty(await SaidAsync("10-0-0-1", "10-0-0-2", "web-0"));

    [Fact]
    public async Task Targets_that_list_nobody_who_is_present_deny_nobody() =>
        Assert.Empty(await SaidAsync("10-0-0-2"));

    private static async Task<(string Address, bool IsPresent)[]> SaidAsync(params string[] targets)
    {
        var time = new FakeTimeProvider();
        var server = TestLookup.Server("10.96.0.10");
        var transport = new ScriptedTransport((exchange, _) =>
        {
            var message = new FakeDnsMessage(exchange.Question);
            foreach (var target in targets)
            {
                message.AddService(Service, $"{target}.{Service}", 7000);
            }

            return ValueTask.FromResult(DnsExchange.Of(message));
        });
        var names = new EndpointNames(new QuestionAsker(transport, new ServerHealth(time), TimeSpan.FromSeconds(1), time), time);
        var configuration = new ResolverConfiguration { NameServers = [server], Attempts = 1, Timeout = TimeSpan.FromHours(1) };
        var request = new EvidenceRequest { InServiceRecords = [Peer.Parse("10.0.0.3"), Peer.Parse("10.0.0.2")], Controls = [Peer.Parse("10.0.0.1")] };
        var evidence = await names.AskAsync(Service, request, new AskContext(configuration, [server], time), TestContext.Current.CancellationToken);
        return [.. evidence.Statements.Select(statement => (statement.Address.ToString(), statement.IsPresent))];
    }
}
