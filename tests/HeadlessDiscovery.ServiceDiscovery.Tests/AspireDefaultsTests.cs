using HeadlessDiscovery.Http.Tests;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessDiscovery.ServiceDiscovery.Tests;

/// <summary>An application with Aspire's service defaults, added before or after this package.</summary>
public sealed class AspireDefaultsTests : SafetyNet
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_client_reaches_the_pods_by_their_name_and_retries_at_another_one(bool defaultsFirst)
    {
        await using var one = await Pod.StartAsync(Pod.Says("one"), "127.0.74.1");
        await using var two = await Pod.StartAsync(Pod.Says("two"), "127.0.74.2");
        var dead = Peer.Parse($"127.0.74.3:{FreePort.On("127.0.74.3")}");

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (defaultsFirst)
        {
            builder.AddServiceDefaults();
        }

        builder.Services.AddFakeHeadlessPeers("orders", fake => fake.Set([one.Peer, two.Peer, dead]));
        builder.Services.AddHeadlessPeersServiceEndpointProvider();
        if (!defaultsFirst)
        {
            builder.AddServiceDefaults();
        }

        builder.Services.AddHttpClient("orders", client => client.BaseAddress = new Uri("https+http://orders"));
        using var host = builder.Build();
        await host.StartAsync(Token);
        using var orders = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("orders");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => orders.GetStringAsync("/", Token)));
        Assert.Equal(["one", "two"], answers.Distinct().Order());
        await host.StopAsync(Token);
    }
}
