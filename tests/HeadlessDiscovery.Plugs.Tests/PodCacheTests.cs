using System.Net;
using HeadlessDiscovery.AspNetCore.Tests;
using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Snippets;

namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>The memory cache of docs/plug-in.md, by its own lines: applications on addresses of loopback that find each other by DNS.</summary>
public sealed class PodCacheTests : SafetyNet
{
    private static readonly string[] Addresses = ["127.0.52.1", "127.0.52.2", "127.0.52.3", "127.0.52.4"];

    [Fact]
    public async Task A_key_is_dropped_on_every_pod_and_a_pod_that_failed_is_reported()
    {
        const string Key = "price of a/b & c?";
        await using var dns = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        dns.SetPods(Addresses);
        var pods = new List<WebApplication>();
        var logs = new SeenLogs();

        // No other process uses these addresses, so that the port stays free.
        var port = FreePort.On(Addresses);
        try
        {
            foreach (var address in Addresses)
            {
                pods.Add(await StartAsync(dns, address, port, logs, Token));
            }

            foreach (var pod in pods)
            {
                Cache(pod).Set(Key, "old");
                Cache(pod).Set("another", "kept");
            }

            await pods[2].Services.GetRequiredService<PlugInPage.PodCaches>().DropAsync(Key, Token);

            Assert.All(pods, pod => Assert.False(Cache(pod).TryGetValue(Key, out _)));
            Assert.All(pods, pod => Assert.True(Cache(pod).TryGetValue("another", out _)));
            Assert.Empty(Warnings(logs));

            // DNS still lists a pod that has ended: the others drop the key, and the log has the one that did not.
            await pods[3].StopAsync(Token);
            await pods[0].Services.GetRequiredService<PlugInPage.PodCaches>().DropAsync("another", Token);
            Assert.All(pods[..3], pod => Assert.False(Cache(pod).TryGetValue("another", out _)));
            Assert.Contains(Addresses[3], Assert.Single(Warnings(logs)), StringComparison.Ordinal);
        }
        finally
        {
            foreach (var pod in pods)
            {
                await pod.DisposeAsync();
            }
        }
    }

    private static async Task<WebApplication> StartAsync(HeadlessServiceServer dns, string address, int port, SeenLogs logs, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(address), port));
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddHeadlessPeers("orders", options =>
        {
            dns.Configure(options, fast: true);
            options.SelfAddresses.Add(address);
            options.Port = port;
        });
        PlugInPage.Register(builder);
        var app = builder.Build();
        PlugInPage.Map(app);
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static string[] Warnings(SeenLogs logs) => [.. logs.Lines.Where(line => line.Category.EndsWith(nameof(PlugInPage.PodCaches), StringComparison.Ordinal)).Select(line => line.Text)];

    private static IMemoryCache Cache(WebApplication app) => app.Services.GetRequiredService<IMemoryCache>();
}
