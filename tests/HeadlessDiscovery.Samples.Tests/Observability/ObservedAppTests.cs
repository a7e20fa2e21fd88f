using System.Diagnostics;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Samples.Tests.Observability;

/// <summary>The sample that is observed, as a process: OpenTelemetry collects what dashboard and alerts ask for, and the page does not delay its end.</summary>
public sealed class ObservedAppTests : IAsyncDisposable
{
    private readonly CancellationTokenSource safety = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public ObservedAppTests() => safety.CancelAfter(TimeSpan.FromSeconds(100));

    [Fact]
    public async Task OpenTelemetry_collects_every_metric_of_dashboard_and_alerts()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders-headless", options => options.Ttl = TimeSpan.FromSeconds(1), safety.Token);
        cluster.AddPod("127.0.94.1");
        cluster.AddPod("127.0.94.2");
        var address = $"127.0.94.1:{FreePort.On("127.0.94.1")}";
        await using var app = Start(cluster, address);
        await app.LineAsync(safety.Token, "Now listening on");
        using var http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
        var wanted = PrometheusNames.In(Repository.Read("docs/grafana/headless-discovery.json") + Repository.Read("docs/prometheus/rules.yaml"));
        await UntilAsync(http, text => wanted.Except(PrometheusNames.In(text)));
        await UntilAsync(http, "state=\"present\"} 1\n", "outcome=\"found\"", "kind=\"added\"");

        // The labels that appear with a failure only.
        cluster.Faults.ServFail();
        await UntilAsync(http, "outcome=\"unknown\"", "error_type=\"servfail\"");
        Assert.Equal("Degraded", await http.GetStringAsync("/healthz", safety.Token));
        Assert.Contains("HP202", await http.GetStringAsync("/peers", safety.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_open_streams_do_not_delay_the_end_of_the_process()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders-headless", cancellationToken: safety.Token);
        cluster.AddPod("127.0.94.2");
        var address = $"127.0.94.1:{FreePort.On("127.0.94.1")}";
        await using var app = Start(cluster, address);
        await app.LineAsync(safety.Token, "Now listening on");
        using var http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
        var streams = new List<StreamReader>();
        for (var i = 0; i < 10; i++)
        {
            var reader = new StreamReader(await http.GetStreamAsync("/peers/events", safety.Token));
            Assert.Equal("retry: 2000", await reader.ReadLineAsync(safety.Token));
            streams.Add(reader);
        }

        var startTimestamp = Stopwatch.GetTimestamp();
        app.Terminate();
        Assert.Equal(0, await app.EndAsync(safety.Token));

        // An open request costs the host's whole patience of 30 s; the end itself some tenths of a second.
        Assert.True(Stopwatch.GetElapsedTime(startTimestamp) < TimeSpan.FromSeconds(15), $"It took {Stopwatch.GetElapsedTime(startTimestamp)}.");
        foreach (var reader in streams)
        {
            // The stream ends as one that is complete, not as a broken connection.
            await reader.ReadToEndAsync(safety.Token);
            reader.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        safety.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SampleProcess Start(HeadlessServiceServer cluster, string address) => new("ObservedApp", ["--urls", $"http://{address}"],
    [
        new("POD_IP", "127.0.94.1"),
        new("HeadlessPeers__NameServers__0", cluster.NameServer),
        new("HeadlessPeers__ResolvConfPath", cluster.ResolvConfPath),
        new("DOTNET_ENVIRONMENT", "Production"),
    ]);

    private Task UntilAsync(HttpClient http, params string[] wanted) => UntilAsync(http, text => wanted.Where(part => !text.Contains(part, StringComparison.Ordinal)));

    private async Task UntilAsync(HttpClient http, Func<string, IEnumerable<string>> missing)
    {
        var text = string.Empty;
        try
        {
            while (missing(text).Any())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), safety.Token);
                text = await http.GetStringAsync("/metrics", safety.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"/metrics lacks {string.Join(", ", missing(text))}:\n{text}");
        }
    }
}
