using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Runtime;

namespace HeadlessDiscovery.Orleans.Tests;

/// <summary>What an Orleans client gets as its gateways, in an application with Aspire's service defaults.</summary>
public sealed class ProviderTests() : TestDeadline(TimeSpan.FromMinutes(2))
{
    [Fact]
    public async Task The_peers_are_the_gateways_at_the_gateway_port_and_this_pod_is_none()
    {
        using var host = Build(fake => fake.Set("10.0.0.2:8080", "10.0.0.1:8080", "[fd00::1]:8080").WithSelf("10.0.0.3:8080"));
        Assert.Equal(["gwy.tcp://10.0.0.1:30000/0", "gwy.tcp://10.0.0.2:30000/0", "gwy.tcp://[fd00::1]:30000/0"], await GatewaysAsync(host));
    }

    [Fact]
    public async Task A_change_is_in_the_next_list_and_the_list_is_read_each_second()
    {
        FakePeerResolver? silos = null;
        using var host = Build(fake => silos = fake.Set("10.0.0.1"));
        Assert.Equal(["gwy.tcp://10.0.0.1:30000/0"], await GatewaysAsync(host));
        silos!.Set("10.0.0.2");
        Assert.Equal(["gwy.tcp://10.0.0.2:30000/0"], await GatewaysAsync(host));
        Assert.Equal(TimeSpan.FromSeconds(1), host.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.GatewayListRefreshPeriod);
    }

    [Fact]
    public async Task A_stale_list_and_a_held_pod_are_gateways_as_before()
    {
        using var host = Build(fake => fake.Set("10.0.0.1", "10.0.0.2").Hold("10.0.0.2").GoStale());
        Assert.Equal(["gwy.tcp://10.0.0.1:30000/0", "gwy.tcp://10.0.0.2:30000/0"], await GatewaysAsync(host));
    }

    [Fact]
    public async Task A_proven_empty_service_has_no_gateways()
    {
        using var host = Build(fake => fake.Empty());
        Assert.Empty(await GatewaysAsync(host));
    }

    [Fact]
    public async Task Without_an_answer_the_start_fails_in_the_way_after_which_Orleans_tries_again()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var silos = new FakePeerResolver("silos");
        var starting = new HeadlessGatewayListProvider(silos, 30000, time).InitializeGatewayListProvider();
        time.Advance(TimeSpan.FromSeconds(15));
        var error = await Assert.ThrowsAsync<SiloUnavailableException>(() => starting);
        Assert.IsType<PeerResolutionException>(error.InnerException);
    }

    [Fact]
    public void A_period_that_the_application_sets_afterwards_wins()
    {
        using var host = Build(fake => fake.Empty(), client => client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(7)));
        Assert.Equal(TimeSpan.FromSeconds(7), host.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.GatewayListRefreshPeriod);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void A_port_that_is_none_is_refused(int port) => Host.CreateEmptyApplicationBuilder(null).UseOrleansClient(client =>
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => client.UseHeadlessGateways("silos", port));
        client.UseHeadlessGateways("silos", 30000);
    });

    private static IHost Build(Action<FakePeerResolver> script, Action<IClientBuilder>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddServiceDefaults();
        builder.Services.AddFakeHeadlessPeers("silos", script);
        builder.UseOrleansClient(client =>
        {
            client.UseHeadlessGateways("silos", gatewayPort: 30000);
            more?.Invoke(client);
        });
        return builder.Build();
    }

    private async Task<string[]> GatewaysAsync(IHost host)
    {
        var provider = host.Services.GetRequiredService<IGatewayListProvider>();
        await provider.InitializeGatewayListProvider().WaitAsync(Token);
        return [.. (await provider.GetGateways()).Select(gateway => $"{gateway}")];
    }
}
