using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace HeadlessDiscovery.Http.Tests.Calling;

public sealed class PipelineTests : SafetyNet
{
    [Fact]
    public async Task A_pipeline_goes_when_its_pod_goes()
    {
        await using var client = NewClient(["10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80"]);
        await client.GetAsync(Token);
        Assert.Equal(3, client.Pipelines.Count);
        client.Peers.Remove("10.0.0.2:80");
        await TestWait.UntilAsync(() => client.Pipelines.Count == 2, Token);
    }

    [Fact]
    public async Task A_pipeline_that_was_made_after_its_pod_had_left_goes_with_the_next_change()
    {
        await using var client = NewClient(["10.0.0.1:80"]);
        await client.GetAsync(Token);
        client.Pipelines.Of(Peer.Parse("10.9.9.9:80"));
        Assert.Equal(2, client.Pipelines.Count);
        client.Peers.Add("10.0.0.2:80");
        await TestWait.UntilAsync(() => client.Pipelines.Count == 1, Token);
    }

    [Fact]
    public async Task Staleness_and_holds_cost_nobody_a_pipeline()
    {
        await using var client = NewClient(["10.0.0.1:80", "10.0.0.2:80"]);
        await client.GetAsync(Token);
        var before = client.Pipelines.Of(Peer.Parse("10.0.0.1:80"));
        client.Peers.GoStale();
        client.Peers.Hold("10.0.0.1:80");
        client.Peers.Remove("10.0.0.2:80");
        await TestWait.UntilAsync(() => client.Pipelines.Count == 1, Token);
        Assert.Same(before, client.Pipelines.Of(Peer.Parse("10.0.0.1:80")));
    }

    [Fact]
    public async Task Calls_at_the_same_time_share_the_pipeline_of_a_pod()
    {
        var built = 0;
        await using var client = NewClient(["10.0.0.1:80"], options => options.ConfigurePipeline = _ => Interlocked.Increment(ref built));
        await client.GetAsync(Token);
        var before = built;
        using var start = new Barrier(8);
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(Token);
                return client.Pipelines.Of(Peer.Parse("10.0.0.2:80"));
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.Single(made.Distinct());
        Assert.Equal(before + 1, built);
    }

    [Fact]
    public async Task Each_pod_has_what_ConfigurePipeline_adds_for_itself()
    {
        var built = 0;
        await using var client = NewClient(["10.0.0.1:80", "10.0.0.2:80"], options => options.ConfigurePipeline = pipeline =>
        {
            Interlocked.Increment(ref built);
            pipeline.AddFallback(new()
            {
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>().HandleResult(response => response.StatusCode == HttpStatusCode.NotFound),
                FallbackAction = _ => Outcome.FromResultAsValueTask(new HttpResponseMessage { Content = new StringContent("instead") }),
            });
        }, HttpStatusCode.NotFound);
        var afterValidation = built;
        Assert.Equal(["instead", "instead"], (await client.GetAsync(Token)).Succeeded.Select(reply => reply.Value));
        await client.GetAsync(Token);
        Assert.Equal(afterValidation + 2, built);
    }

    [Fact]
    public async Task A_client_that_is_disposed_no_longer_listens_to_its_peers()
    {
        var client = NewClient(["10.0.0.1:80"]);
        await client.GetAsync(Token);
        Assert.Equal(1, client.Peers.Handlers);
        await client.DisposeAsync();
        Assert.Equal(0, client.Peers.Handlers);
    }

    private static Client NewClient(string[] peers, Action<PeerHttpClientOptions>? options = null, HttpStatusCode status = HttpStatusCode.OK) => new(
        peers.Select(Peer.Parse),
        options,
        http => http.RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new StubHandler((_, _) => Task.FromResult(new HttpResponseMessage(status)))));
}
