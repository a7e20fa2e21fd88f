using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace HeadlessDiscovery.Http.Tests.Calling;

public sealed class CircuitTests : SafetyNet
{
    private static readonly Peer Good = Peer.Parse("10.0.0.1:80");
    private static readonly Peer Bad = Peer.Parse("10.0.0.2:80");

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task A_pod_that_fails_opens_its_own_circuit_and_nobody_elses()
    {
        var stub = StubHandler.With(request => IsBad(request) ? HttpStatusCode.InternalServerError : HttpStatusCode.OK);
        await using var client = NewClient(stub, [Good, Bad]);
        for (var round = 0; round < 20; round++)
        {
            Assert.Equal(Good, Assert.Single((await client.GetAsync(Token)).Succeeded).Peer);
        }

        Assert.Equal(5, stub.Asked.Count(asked => asked.Uri.Contains("10.0.0.2", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_open_circuit_is_told_as_itself_and_not_as_the_error_that_opened_it()
    {
        var stub = new StubHandler((_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "Refused.", new SocketException((int)SocketError.ConnectionRefused)));
        await using var client = NewClient(stub, [Bad]);
        await OpenAsync(client);
        var reply = Assert.Single(await client.GetAsync(Token));
        Assert.Equal(PeerReplyStatus.Failed, reply.Status);
        Assert.IsType<BrokenCircuitException>(reply.Error);
        Assert.Contains("Failed: BrokenCircuitException", reply.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_circuit_lets_a_try_through_after_its_time_and_closes_when_the_pod_answers()
    {
        var status = HttpStatusCode.InternalServerError;
        var stub = StubHandler.With(_ => status);
        await using var client = NewClient(stub, [Bad]);
        await OpenAsync(client);
        status = HttpStatusCode.OK;
        Assert.IsType<BrokenCircuitException>(Assert.Single(await client.GetAsync(Token)).Error);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(Assert.Single(await client.GetAsync(Token)).Succeeded);
        Assert.True(Assert.Single(await client.GetAsync(Token)).Succeeded);
    }

    [Fact]
    public async Task A_pod_that_is_too_slow_opens_its_circuit()
    {
        await using var client = NewClient(Silent(out var asked), [Bad]);
        for (var round = 0; round < 5; round++)
        {
            var calling = client.GetAsync(Token).AsTask();
            await asked.WaitAsync(Token);
            time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(PeerReplyStatus.TimedOut, Assert.Single(await calling).Status);
        }

        Assert.IsType<BrokenCircuitException>(Assert.Single(await client.GetAsync(Token)).Error);
    }

    [Fact]
    public async Task A_time_limit_of_a_handler_opens_the_circuit_too()
    {
        await using var client = NewClient(new StubHandler((_, _) => throw new TimeoutRejectedException()), [Bad]);
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal(PeerReplyStatus.TimedOut, Assert.Single(await client.GetAsync(Token)).Status);
        }

        Assert.IsType<BrokenCircuitException>(Assert.Single(await client.GetAsync(Token)).Error);
    }

    [Fact]
    public async Task A_caller_that_leaves_opens_no_circuit()
    {
        await using var client = NewClient(Silent(out var asked), [Bad]);
        for (var round = 0; round < 20; round++)
        {
            using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var calling = client.GetAsync(leave.Token).AsTask();
            await asked.WaitAsync(Token);
            await leave.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        }

        var last = client.GetAsync(Token).AsTask();
        await asked.WaitAsync(Token);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(PeerReplyStatus.TimedOut, Assert.Single(await last).Status);
    }

    [Fact]
    public async Task A_request_factory_that_throws_opens_no_circuit()
    {
        var stub = StubHandler.With(_ => HttpStatusCode.OK);
        await using var client = NewClient(stub, [Bad]);
        for (var round = 0; round < 20; round++)
        {
            await client.Http.SendAllAsync(_ => throw new HttpRequestExceptionOfMine(), Client.Text, cancellationToken: Token);
        }

        Assert.True(Assert.Single(await client.GetAsync(Token)).Succeeded);
    }

    [Fact]
    public async Task A_pod_that_comes_back_starts_with_a_closed_circuit()
    {
        var status = HttpStatusCode.InternalServerError;
        var stub = StubHandler.With(_ => status);
        await using var client = NewClient(stub, [Bad]);
        await OpenAsync(client);
        client.Peers.Remove(Bad.ToString());
        await TestWait.UntilAsync(() => client.Pipelines.Count == 0, Token);
        client.Peers.Add(Bad.ToString());
        status = HttpStatusCode.OK;
        Assert.True(Assert.Single(await client.GetAsync(Token)).Succeeded);
    }

    [Fact]
    public async Task No_circuit_breaker_is_no_circuit_breaker()
    {
        var stub = StubHandler.With(_ => HttpStatusCode.InternalServerError);
        await using var client = NewClient(stub, [Bad], options => options.BreakDuration = TimeSpan.Zero);
        await OpenAsync(client);
        await OpenAsync(client);
        Assert.Equal(10, stub.Asked.Count);
    }

    private static bool IsBad(HttpRequestMessage request) => request.RequestUri!.Host == "10.0.0.2";

    private static StubHandler Silent(out SemaphoreSlim asked)
    {
        var arrived = asked = new SemaphoreSlim(0);
        return new StubHandler(async (_, token) =>
        {
            arrived.Release();
            await new TaskCompletionSource().Task.WaitAsync(token);
            throw new InvalidOperationException("Silence has an end.");
        });
    }

    private Client NewClient(StubHandler stub, Peer[] peers, Action<PeerHttpClientOptions>? more = null) => new(
        peers,
        options =>
        {
            options.MaxRetries = 0;
            options.PerPeerTimeout = TimeSpan.FromSeconds(5);
            more?.Invoke(options);
        },
        http => http.ConfigurePrimaryHttpMessageHandler(() => stub),
        services => services.AddSingleton<TimeProvider>(time));

    // As many failures as open a circuit by default.
    private async Task OpenAsync(Client client)
    {
        for (var call = 0; call < 5; call++)
        {
            Assert.IsType<HttpRequestException>(Assert.Single(await client.GetAsync(Token)).Error);
        }
    }

    private sealed class HttpRequestExceptionOfMine : Exception;
}
