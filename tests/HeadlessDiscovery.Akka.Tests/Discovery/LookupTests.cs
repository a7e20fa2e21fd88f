using Akka.Discovery;
using Akka.Hosting;
using HeadlessDiscovery.Akka.Tests.Support;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.Extensions.DependencyInjection;
using AkkaLookup = Akka.Discovery.Lookup;

namespace HeadlessDiscovery.Akka.Tests.Discovery;

/// <summary>What Akka.Discovery gives to those who look a service up.</summary>
public sealed class LookupTests() : TestDeadline(TimeSpan.FromMinutes(2))
{
    private const string Address = "127.0.78.1";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_members_are_found_this_pod_included_at_the_port_of_Akka_Management()
    {
        await using var node = await StartAsync(fake => fake.Set("127.0.78.2:5000").WithSelf($"{Address}:5000"));
        Assert.Equal([$"{Address}:8558", "127.0.78.2:8558"], await FindAsync(node, new AkkaLookup("orders")));
        Assert.Equal([$"{Address}:5000", "127.0.78.2:5000"], await FindAsync(node, new AkkaLookup("orders", "web", "tcp")));
    }

    [Fact]
    public async Task A_stale_list_and_a_held_pod_are_found_as_before()
    {
        await using var node = await StartAsync(fake => fake.Set("127.0.78.2", "127.0.78.3").WithSelf(Address).Hold("127.0.78.3").GoStale());
        Assert.Equal([$"{Address}:8558", "127.0.78.2:8558", "127.0.78.3:8558"], await FindAsync(node, new AkkaLookup("orders")));
    }

    [Fact]
    public async Task A_change_is_in_the_next_lookup()
    {
        FakePeerResolver? peers = null;
        await using var node = await StartAsync(fake => peers = fake.Set("127.0.78.2").WithSelf(Address));
        Assert.Equal([$"{Address}:8558", "127.0.78.2:8558"], await FindAsync(node, new AkkaLookup("orders")));
        peers!.Set("127.0.78.3", "127.0.78.4");
        Assert.Equal(["127.0.78.3:8558", "127.0.78.4:8558"], (await FindAsync(node, new AkkaLookup("orders"))).Except([$"{Address}:8558"]));
    }

    [Fact]
    public async Task A_proven_empty_service_is_found_empty()
    {
        await using var node = await StartAsync(fake => fake.Empty());
        Assert.Empty(await FindAsync(node, new AkkaLookup("orders")));
    }

    [Fact]
    public async Task Without_an_answer_in_time_a_lookup_fails_and_is_not_empty()
    {
        await using var node = await StartAsync(_ => { });
        var discovery = global::Akka.Discovery.Discovery.Get(node.System).Default;
        await Assert.ThrowsAsync<PeerResolutionException>(() => discovery.Lookup(new AkkaLookup("orders"), TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public async Task Without_peers_in_the_application_the_discovery_says_what_is_missing()
    {
        await using var node = new Node(Address, FreePort.On(Address), _ => { }, akka => akka.WithHeadlessServiceDiscovery(options => options.ConfigPath = "pods"));
        await node.StartAsync(Token);
        var error = Assert.ThrowsAny<Exception>(() => global::Akka.Discovery.Discovery.Get(node.System).LoadServiceDiscovery("pods"));
        Assert.Contains("AddHeadlessPeers", error.GetBaseException().Message, StringComparison.Ordinal);
    }

    private async Task<Node> StartAsync(Action<FakePeerResolver> script)
    {
        var node = new Node(
            Address,
            FreePort.On(Address),
            services => services.AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", script),
            akka => akka.WithHeadlessServiceDiscovery());
        await node.StartAsync(Token);
        return node;
    }

    private static async Task<string[]> FindAsync(Node node, AkkaLookup lookup)
    {
        var found = await global::Akka.Discovery.Discovery.Get(node.System).Default.Lookup(lookup, Long);
        return [.. found.Addresses.Select(target => $"{target.Address}:{target.Port}")];
    }
}
