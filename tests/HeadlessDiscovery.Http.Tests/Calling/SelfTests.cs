using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Http.Tests.Calling;

public sealed class SelfTests : SafetyNet
{
    [Fact]
    public async Task This_process_can_be_answered_without_a_connection()
    {
        var asked = new List<string>();
        var stub = StubHandler.With(_ => HttpStatusCode.OK);
        await using var client = NewClient(stub, options =>
        {
            options.IncludeSelf = true;
            options.AnswerSelf = (request, _) =>
            {
                asked.Add($"{request.RequestUri} as {request.Headers.Host}");
                return Task.FromResult(new HttpResponseMessage { Content = new StringContent("myself") });
            };
        });
        var replies = await client.GetAsync(Token);
        Assert.Equal("myself", replies.Single(reply => reply.Peer == Peer.Parse("10.0.0.9:80")).Value);
        Assert.Equal(["http://10.0.0.9/ as orders"], asked);
        Assert.Equal("http://10.0.0.1/", Assert.Single(stub.Asked).Uri);
    }

    [Fact]
    public async Task An_answer_of_this_process_may_come_out_of_its_request_as_it_is_read()
    {
        await using var client = NewClient(StubHandler.With(_ => HttpStatusCode.OK), options =>
        {
            options.IncludeSelf = true;
            options.AnswerSelf = async (request, token) => new HttpResponseMessage { Content = new StreamContent(await request.Content!.ReadAsStreamAsync(token)) };
        });
        var replies = await client.Http.SendAllAsync(_ => new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("said") }, Client.Text, cancellationToken: Token);
        Assert.Equal("said", replies.Single(reply => reply.Peer == Peer.Parse("10.0.0.9:80")).Value);
    }

    [Fact]
    public async Task Without_an_answer_of_its_own_this_process_is_called_like_a_pod()
    {
        var stub = StubHandler.With(_ => HttpStatusCode.OK);
        await using var client = NewClient(stub, options => options.IncludeSelf = true);
        await client.GetAsync(Token);
        Assert.Equal(["http://10.0.0.1/", "http://10.0.0.9/"], stub.Asked.Select(asked => asked.Uri).Order());
        client.Peers.Add("10.0.0.2:80");
        client.Peers.Remove("10.0.0.1:80");

        // Its pipeline stays: it is a member, though no peer.
        await TestWait.UntilAsync(() => client.Pipelines.Count == 1, Token);
    }

    [Fact]
    public async Task This_process_too_has_a_time_limit()
    {
        await using var client = NewClient(StubHandler.With(_ => HttpStatusCode.OK), options =>
        {
            options.IncludeSelf = true;
            options.PerPeerTimeout = TimeSpan.FromMilliseconds(100);
            options.AnswerSelf = async (_, token) =>
            {
                await new TaskCompletionSource().Task.WaitAsync(token);
                throw new InvalidOperationException("Silence has an end.");
            };
        });
        var replies = await client.GetAsync(Token);
        Assert.Equal(PeerReplyStatus.TimedOut, replies.Single(reply => reply.Peer == Peer.Parse("10.0.0.9:80")).Status);
    }

    private static Client NewClient(StubHandler stub, Action<PeerHttpClientOptions> options)
    {
        var client = new Client([Peer.Parse("10.0.0.1:80")], options, http => http.ConfigurePrimaryHttpMessageHandler(() => stub));
        client.Peers.WithSelf("10.0.0.9:80");
        return client;
    }
}
