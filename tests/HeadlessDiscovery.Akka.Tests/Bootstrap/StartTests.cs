using Akka.Hosting;
using HeadlessDiscovery.Akka.Tests.Support;
using HeadlessDiscovery.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Akka.Tests.Bootstrap;

/// <summary>A bootstrap that could not be right fails the start of the application, which has Aspire's service defaults.</summary>
public sealed class StartTests() : TestDeadline(TimeSpan.FromMinutes(2))
{
    private const string Address = "127.0.77.1";

    [Theory]
    [InlineData("localhost")]
    [InlineData("orders-7d4b9c")]
    [InlineData("127.0.77.2")]
    public async Task A_public_host_name_that_is_not_the_address_of_the_pod_fails_the_start_with_both(string publicHost)
    {
        var error = await FailureAsync(akka => akka.WithHeadlessBootstrap(requiredMembers: 3), publicHost: publicHost);
        Assert.Contains($"is '{publicHost}'", error, StringComparison.Ordinal);
        Assert.Contains($"as '{Address}'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seed_nodes_fail_the_start() => Assert.Contains(
        "seed-nodes must be empty",
        await FailureAsync(akka => akka.WithHeadlessBootstrap(requiredMembers: 3).AddHocon($"akka.cluster.seed-nodes = [\"akka.tcp://orders@{Address}:4053\"]", HoconAddMode.Prepend)),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_limit_on_the_wait_for_seeds_fails_the_start() => Assert.Contains(
        "shutdown-after-unsuccessful-join-seed-nodes must be off",
        await FailureAsync(akka => akka.WithHeadlessBootstrap(requiredMembers: 3).AddHocon("akka.cluster.shutdown-after-unsuccessful-join-seed-nodes = 20s", HoconAddMode.Prepend)),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_seed_node_timeout_after_which_silent_pods_count_as_absent_fails_the_start() => Assert.Contains(
        "seed-node-timeout must be 01:00:00 or more, but was 00:00:05",
        await FailureAsync(akka => akka.WithHeadlessBootstrap(requiredMembers: 3).AddHocon("akka.cluster.seed-node-timeout = 5s", HoconAddMode.Prepend)),
        StringComparison.Ordinal);

    [Fact]
    public async Task Several_names_and_none_of_them_chosen_fail_the_start_with_the_names()
    {
        var error = await FailureAsync(akka => akka.WithHeadlessBootstrap(requiredMembers: 3), services => services.AddHeadlessPeers("orders").AddHeadlessPeers("carts"));
        Assert.Contains("orders", error, StringComparison.Ordinal);
        Assert.Contains("carts", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_required_members_has_no_default_and_one_is_none()
    {
        var builder = new AkkaConfigurationBuilder(new ServiceCollection(), "orders");
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.WithHeadlessBootstrap(requiredMembers: 0));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => builder.WithHeadlessBootstrap(requiredMembers: 1));
        Assert.Contains("SingleNodeForDevelopment", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.WithHeadlessBootstrap(requiredMembers: 3, options => options.StableFor = TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.WithHeadlessBootstrap(requiredMembers: 3, options => options.RetryInterval = TimeSpan.Zero));
    }

    [Fact]
    public async Task A_single_node_for_development_is_a_cluster_of_one()
    {
        await using var node = new Node(
            Address,
            FreePort.On(Address),
            services => services.AddHeadlessPeers("carts").AddHeadlessPeers("orders", options => options.StaticPeers.Add(Address)),
            akka => akka.WithHeadlessBootstrap(requiredMembers: 1, options =>
            {
                options.Name = "orders";
                options.StableFor = TimeSpan.Zero;
                options.SingleNodeForDevelopment = true;
            }));
        await node.StartAsync(Token);
        await node.HasMembersAsync(1, Token);
    }

    private async Task<string> FailureAsync(Action<AkkaConfigurationBuilder> akka, Action<IServiceCollection>? services = null, string? publicHost = null)
    {
        await using var node = new Node(Address, FreePort.On(Address), services ?? (added => added.AddHeadlessPeers("orders", options => options.StaticPeers.Add(Address))), akka, publicHost);
        return (await Assert.ThrowsAnyAsync<InvalidOperationException>(() => node.StartAsync(Token))).Message;
    }
}
