using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Timeout;

namespace HeadlessDiscovery.Http.Tests.Calling;

public sealed class RetryTests : SafetyNet
{
    private static readonly Peer Pod1 = Peer.Parse("10.0.0.1:80");

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task An_idempotent_request_is_made_and_sent_again(string method)
    {
        var stub = Answers(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        var messages = new List<HttpRequestMessage>();
        Assert.True(Assert.Single(await CallAsync(stub, method, messages)).Succeeded);
        Assert.Equal(2, messages.Distinct().Count());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    [InlineData("ANYTHING")]
    public async Task Any_other_request_is_sent_once(string method)
    {
        var stub = Answers(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        Assert.False(Assert.Single(await CallAsync(stub, method, [])).Succeeded);
        Assert.Single(stub.Asked);
    }

    [Theory]
    [InlineData(408, 2)]
    [InlineData(429, 2)]
    [InlineData(500, 2)]
    [InlineData(503, 2)]
    [InlineData(400, 1)]
    [InlineData(404, 1)]
    [InlineData(307, 1)]
    public async Task A_status_says_whether_another_try_may_help(int status, int tries)
    {
        var stub = Answers((HttpStatusCode)status, HttpStatusCode.OK);
        await CallAsync(stub, "GET", []);
        Assert.Equal(tries, stub.Asked.Count);
    }

    [Fact]
    public async Task A_connection_that_fails_is_tried_again_and_a_peer_that_then_answers_is_not_reported()
    {
        var tries = 0;
        var stub = new StubHandler((_, _) => Interlocked.Increment(ref tries) == 1
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "Refused.", new SocketException((int)SocketError.ConnectionRefused))
            : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)));
        await using var client = NewClient(stub);
        Assert.True(Assert.Single(await client.GetAsync(Token)).Succeeded);
        Assert.Equal(2, tries);
        Assert.Empty(client.Peers.ReportedUnreachable);
    }

    [Fact]
    public async Task A_connection_that_takes_too_long_is_not_tried_again()
    {
        var stub = new StubHandler((_, _) => throw new TaskCanceledException("Connecting took too long.", new TimeoutException()));
        await using var client = NewClient(stub);
        Assert.Equal(PeerReplyStatus.TimedOut, Assert.Single(await client.GetAsync(Token)).Status);
        Assert.Single(stub.Asked);
        Assert.Equal([Pod1], client.Peers.ReportedUnreachable);
    }

    [Fact]
    public async Task A_time_limit_of_the_pipeline_is_told_as_one()
    {
        var stub = new StubHandler(async (_, token) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(token);
            throw new InvalidOperationException("Silence has an end.");
        });
        await using var client = new Client(
            [Pod1],
            options => options.ConfigurePipeline = pipeline => pipeline.AddTimeout(TimeSpan.FromMilliseconds(100)),
            http => http.ConfigurePrimaryHttpMessageHandler(() => stub));
        var reply = Assert.Single(await client.GetAsync(Token));
        Assert.Equal(PeerReplyStatus.TimedOut, reply.Status);
        Assert.IsType<TimeoutRejectedException>(Assert.IsType<TimeoutException>(reply.Error).InnerException);
        Assert.Equal([Pod1], client.Peers.ReportedUnreachable);
        Assert.Single(stub.Asked);
    }

    [Fact]
    public async Task All_tries_share_the_time_of_the_peer()
    {
        var stub = Answers(HttpStatusCode.ServiceUnavailable);
        await using var client = new Client([Pod1], options =>
        {
            options.RetryDelay = TimeSpan.FromMinutes(1);
            options.PerPeerTimeout = TimeSpan.FromMilliseconds(100);
        }, http => http.ConfigurePrimaryHttpMessageHandler(() => stub));
        Assert.Equal(PeerReplyStatus.TimedOut, Assert.Single(await client.GetAsync(Token)).Status);
        Assert.Single(stub.Asked);
    }

    [Fact]
    public async Task No_retries_are_no_retries()
    {
        var stub = Answers(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        await using var client = new Client([Pod1], options => options.MaxRetries = 0, http => http.ConfigurePrimaryHttpMessageHandler(() => stub));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, Assert.IsType<HttpRequestException>(Assert.Single(await client.GetAsync(Token)).Error).StatusCode);
    }

    // The last one forever.
    private static StubHandler Answers(params HttpStatusCode[] statuses)
    {
        var next = -1;
        return StubHandler.With(_ => statuses[Math.Min(Interlocked.Increment(ref next), statuses.Length - 1)]);
    }

    private static Client NewClient(StubHandler stub) => new([Pod1], options => options.RetryDelay = TimeSpan.Zero, http => http.ConfigurePrimaryHttpMessageHandler(() => stub));

    private async Task<PeerReplies<string>> CallAsync(StubHandler stub, string method, List<HttpRequestMessage> messages)
    {
        await using var client = NewClient(stub);
        return await client.Http.SendAllAsync(
            _ =>
            {
                messages.Add(new HttpRequestMessage(new HttpMethod(method), "/"));
                return messages[^1];
            },
            Client.Text,
            cancellationToken: Token);
    }
}
