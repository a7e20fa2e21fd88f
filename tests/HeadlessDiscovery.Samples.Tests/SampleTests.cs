using System.Net.Http.Json;
using System.Text.Json;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Samples.Tests;

/// <summary>Each sample runs as its own process against a DNS server of this test, and sees who is there and who comes and goes.</summary>
public sealed class SampleTests : IAsyncDisposable
{
    private readonly CancellationTokenSource safety = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public SampleTests() => safety.CancelAfter(TimeSpan.FromSeconds(100));

    [Fact]
    public async Task The_console_app_follows_the_peers()
    {
        await using var cluster = await StartAsync();
        cluster.AddPod("127.0.91.1");
        await using var app = new SampleProcess("ConsoleApp", ["orders-headless.default.svc.cluster.local.", cluster.NameServer], []);

        await app.LineAsync(safety.Token, "+127.0.91.1", "1 peers");
        var second = cluster.AddPod("127.0.91.2");
        await app.LineAsync(safety.Token, "+127.0.91.2", "2 peers");
        second.Remove();
        await app.LineAsync(safety.Token, "-127.0.91.2", "1 peers");
    }

    [Fact]
    public async Task The_worker_logs_which_peers_joined_and_left()
    {
        await using var cluster = await StartAsync();
        cluster.AddPod("127.0.92.1");
        cluster.AddPod("127.0.92.2");
        await using var app = new SampleProcess("Worker", [], Variables(cluster, "127.0.92.1", 5000).Append(new("HeadlessPeers__ServiceName", "orders-headless")));

        await app.LineAsync(safety.Token, "1 joined, 0 left", "127.0.92.2:5000");
        var third = cluster.AddPod("127.0.92.3");
        await app.LineAsync(safety.Token, "1 joined, 0 left", "127.0.92.2:5000 127.0.92.3:5000");
        third.Remove();
        await app.LineAsync(safety.Token, "0 joined, 1 left", "127.0.92.2:5000");
    }

    [Fact]
    public async Task The_web_apps_list_and_ask_each_other()
    {
        await using var cluster = await StartAsync();
        string[] pods = ["127.0.93.1", "127.0.93.2", "127.0.93.3"];
        var port = FreePort.On(pods);
        await using var first = WebApp(cluster, pods[0], port);
        await using var second = WebApp(cluster, pods[1], port);
        await using var third = WebApp(cluster, pods[2], port);
        await Task.WhenAll(new[] { first, second, third }.Select(app => app.LineAsync(safety.Token, "Now listening on")));

        cluster.AddPod(pods[0]);
        cluster.AddPod(pods[1]);
        await PeersAsync(pods[0], port, $"{pods[1]}:{port}");
        await PeersAsync(pods[1], port, $"{pods[0]}:{port}");

        var added = cluster.AddPod(pods[2]);
        await PeersAsync(pods[0], port, $"{pods[1]}:{port}", $"{pods[2]}:{port}");
        await PeersAsync(pods[2], port, $"{pods[0]}:{port}", $"{pods[1]}:{port}");
        using var http = new HttpClient();
        var asked = await http.GetFromJsonAsync<JsonElement>($"http://{pods[0]}:{port}/ask", safety.Token);
        Assert.Equal([pods[1], pods[2]], asked.GetProperty("answered").EnumerateArray().Select(value => value.GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(0, asked.GetProperty("failed").GetArrayLength());
        Assert.True(asked.GetProperty("complete").GetBoolean());

        added.Terminate();
        await PeersAsync(pods[0], port, $"{pods[1]}:{port}");
    }

    [Fact]
    public async Task The_first_app_shows_its_page_on_two_addresses()
    {
        string[] pods = ["127.0.94.1", "127.0.94.2"];
        var port = FreePort.On(pods);
        await using var first = FirstApp(pods, 0, port);
        await using var second = FirstApp(pods, 1, port);
        await Task.WhenAll(new[] { first, second }.Select(app => app.LineAsync(safety.Token, "Now listening on")));

        using var http = new HttpClient();
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        foreach (var (own, other) in new[] { (pods[0], pods[1]), (pods[1], pods[0]) })
        {
            Assert.Equal([$"{other}:{port}"], (await http.GetFromJsonAsync<string[]>($"http://{own}:{port}/", safety.Token))!);
            var page = await http.GetStringAsync($"http://{own}:{port}/peers", safety.Token);
            Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
            Assert.Contains(other, page, StringComparison.Ordinal);
        }
    }

    public ValueTask DisposeAsync()
    {
        safety.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<HeadlessServiceServer> StartAsync() =>
        HeadlessServiceServer.StartAsync("orders-headless", options => options.Ttl = TimeSpan.FromSeconds(1), safety.Token);

    private static SampleProcess WebApp(HeadlessServiceServer cluster, string address, int port) =>
        new("AspNetApp", ["--urls", $"http://{address}:{port}"], [.. Variables(cluster, address, port), new("http_proxy", "http://127.0.0.1:9")]);   // the discard port: nobody listens

    private static SampleProcess FirstApp(string[] pods, int own, int port) =>
        new("FirstApp", ["--urls", $"http://{pods[own]}:{port}", "--contentRoot", Path.GetDirectoryName(Repository.Sample("FirstApp"))!],
        [
            new("POD_IP", pods[own]),
            new("DOTNET_ENVIRONMENT", "Development"),
            .. pods.Select((pod, index) => KeyValuePair.Create($"HeadlessPeers__StaticPeers__{index}", $"{pod}:{port}")),
        ]);

    private static IEnumerable<KeyValuePair<string, string>> Variables(HeadlessServiceServer cluster, string address, int port) =>
    [
        new("POD_IP", address),
        new("HeadlessPeers__Port", $"{port}"),
        new("HeadlessPeers__NameServers__0", cluster.NameServer),
        new("HeadlessPeers__ResolvConfPath", cluster.ResolvConfPath),
        new("DOTNET_ENVIRONMENT", "Production"),
    ];

    private async Task PeersAsync(string address, int port, params string[] expected)
    {
        using var http = new HttpClient();
        while (true)
        {
            var peers = await http.GetFromJsonAsync<string[]>($"http://{address}:{port}/peers", safety.Token);
            if (peers!.SequenceEqual(expected, StringComparer.Ordinal))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), safety.Token);
        }
    }
}
