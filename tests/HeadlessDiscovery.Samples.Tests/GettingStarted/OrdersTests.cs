// doc: test
using System.Net.Http.Json;
using HeadlessDiscovery;
using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
// doc: end

namespace HeadlessDiscovery.Samples.Tests.GettingStarted;

/// <summary>The test of docs/getting-started.md, as a reader types it, against the application of that page.</summary>
// doc: test
public class OrdersTests
{
    [Fact]
    public async Task Keeps_its_peers_while_DNS_fails()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var cluster = await HeadlessServiceServer.StartAsync("orders-headless", cancellationToken: stop.Token);
        cluster.SetPods("10.0.0.1", "10.0.0.2");

        await using var app = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.ConfigureTestServices(services =>
            services.AddHeadlessPeers("orders-headless", options => cluster.Configure(options, fast: true))));   // query this cluster instead
        using var client = app.CreateClient();
        var peers = app.Services.GetRequiredService<IPeerResolver>();
        await peers.GetPeersAsync(stop.Token);
        Assert.Equal(["10.0.0.1", "10.0.0.2"], (await client.GetFromJsonAsync<string[]>("/", stop.Token))!);

        cluster.Faults.ServFail();
        await peers.UntilAsync(now => now.IsStale, stop.Token);
        Assert.Equal(["10.0.0.1", "10.0.0.2"], (await client.GetFromJsonAsync<string[]>("/", stop.Token))!);

        cluster.Faults.Clear();
        cluster.SetPods("10.0.0.1", "10.0.0.2", "10.0.0.3");
        await peers.UntilAsync(now => now.Count == 3, stop.Token);
    }
}
// doc: end
