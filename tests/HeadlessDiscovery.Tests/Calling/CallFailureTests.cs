using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tests.Calling;

public sealed class CallFailureTests
{
    public static TheoryData<string, PeerReplyStatus, bool> Failures => new()
    {
        { "application", PeerReplyStatus.Failed, false },
        { "answer500", PeerReplyStatus.Failed, false },
        { "synchronous", PeerReplyStatus.Failed, false },
        { "socket", PeerReplyStatus.Failed, true },
        { "wrapped", PeerReplyStatus.Failed, true },
        { "connection", PeerReplyStatus.Failed, true },
        { "ended", PeerReplyStatus.Failed, true },
        { "tls", PeerReplyStatus.Failed, false },
        { "timeout", PeerReplyStatus.TimedOut, true },
        { "httpTimeout", PeerReplyStatus.TimedOut, true },
        { "ownCancel", PeerReplyStatus.Canceled, false },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_is_typed_per_peer_and_only_the_unreachable_is_reported(string kind, PeerReplyStatus status, bool reported)
    {
        var peers = new FakePeerResolver().Set("10.0.0.1", "10.0.0.2");
        var bad = Peer.Parse("10.0.0.1");
        var replies = await peers.CallAllAsync((peer, _) => peer == bad ? Fail(kind) : Calls.Echo(peer), null, Token);
        var failed = Assert.Single(replies.Failed);
        Assert.Equal((bad, status), (failed.Peer, failed.Status));
        Assert.NotNull(failed.Error);
        Assert.Single(replies.Succeeded);
        Assert.Equal(reported ? [bad] : [], peers.ReportedUnreachable);
    }

    [Fact]
    public async Task Nothing_is_reported_without_ReportUnreachable()
    {
        var peers = new FakePeerResolver().Set("10.0.0.1");
        await peers.CallAllAsync((_, _) => Fail("socket"), new() { ReportUnreachable = false }, Token);
        Assert.Empty(peers.ReportedUnreachable);
    }

    [Fact]
    public async Task Fewer_answers_than_insisted_on_throw_and_name_each_failed_peer()
    {
        var peers = new FakePeerResolver().Set("10.0.0.1", "10.0.0.2", "10.0.0.3");
        var replies = await peers.CallAllAsync((peer, _) => peer == peers.Current[0] ? Calls.Echo(peer) : Fail("application"), null, Token);
        replies.ThrowIfFewerThan(1);
        var thrown = Assert.Throws<PeerCallException>(() => replies.ThrowIfFewerThan(2));
        Assert.Equal(["10.0.0.2", "10.0.0.3"], thrown.FailedPeers.Select(peer => peer.ToString()).Order());
        NonEmpty.All(["10.0.0.2 Failed: InvalidOperationException: No.", "10.0.0.3 Failed", "1 of 3 answered"], text => Assert.Contains(text, thrown.Message, StringComparison.Ordinal));
        Assert.Equal(2, Assert.IsType<AggregateException>(thrown.InnerException).InnerExceptions.Count);
        Assert.Contains("10.0.0.3 Failed", replies.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => replies.ThrowIfFewerThan(-1));
    }

    [Fact]
    public async Task All_have_succeeded_only_where_all_are_known()
    {
        var peers = new FakePeerResolver().Set("10.0.0.1");
        Assert.True((await AllAsync()).AllSucceeded);
        peers.GoStale();
        Assert.False((await AllAsync()).AllSucceeded);
        peers.Empty();
        Assert.True((await AllAsync()).AllSucceeded);
        Assert.False(new PeerReplies<int>(PeerSnapshot.Unresolved, []).AllSucceeded);
        Assert.False(new PeerReplies<int>(new PeerSnapshot([]) { IsResolved = true, IsTruncated = true }, []).AllSucceeded);

        ValueTask<PeerReplies<Peer>> AllAsync() => peers.CallAllAsync((peer, _) => Calls.Echo(peer), null, Token);
    }

    [Fact]
    public async Task A_resolver_that_breaks_its_contract_is_told_and_hangs_nobody()
    {
        var peers = new ThrowsAtReport(new FakePeerResolver().Set("10.0.0.1"));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await peers.CallAllAsync((_, _) => Fail("socket"), null, Token));
    }

    [Fact]
    public async Task Options_out_of_bounds_are_refused_at_once_with_name_and_value()
    {
        var peers = new FakePeerResolver();
        foreach (var (options, text) in new (PeerCallOptions, string)[]
        {
            (new() { PerPeerTimeout = TimeSpan.Zero }, "PerPeerTimeout must be above 00:00:00"),
            (new() { PerPeerTimeout = TimeSpan.FromDays(50) }, "but was 50.00:00:00"),
            (new() { MaxConcurrency = 0 }, "MaxConcurrency must be at least 1, but was 0"),
            (new() { TimeProvider = null! }, "TimeProvider must be a clock, but was null"),
        })
        {
            Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(() => peers.CallEachAsync((peer, _) => Calls.Echo(peer), options, Token)).Message, StringComparison.Ordinal);
            Assert.Contains(text, (await Assert.ThrowsAnyAsync<ArgumentException>(() => peers.CallAllAsync((peer, _) => Calls.Echo(peer), options, Token).AsTask())).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentNullException>(() => ((IPeerResolver)null!).CallEachAsync((peer, _) => Calls.Echo(peer), null, Token));
        Assert.Throws<ArgumentNullException>(() => peers.CallEachAsync<int>(null!, null, Token));
        var unbounded = new PeerCallOptions { PerPeerTimeout = Timeout.InfiniteTimeSpan };
        Assert.Single(await peers.Set("10.0.0.1").CallAllAsync((peer, _) => Calls.Echo(peer), unbounded, Token));
    }

    private static ValueTask<Peer> Fail(string kind)
    {
        var refused = new SocketException((int)SocketError.ConnectionRefused);
        Exception error = kind switch
        {
            "answer500" => new HttpRequestException("500", null, HttpStatusCode.InternalServerError),
            "socket" => refused,
            "wrapped" => new IOException("Broken.", new IOException("Reset.", refused)),
            "connection" => new HttpRequestException(HttpRequestError.ConnectionError),
            "ended" => new HttpRequestException("Ended.", new HttpIOException(HttpRequestError.ResponseEnded)),
            "tls" => new HttpRequestException(HttpRequestError.SecureConnectionError),
            "timeout" => new TimeoutException(),
            "httpTimeout" => new TaskCanceledException("HttpClient.Timeout", new TimeoutException()),
            "ownCancel" => new OperationCanceledException(),
            _ => new InvalidOperationException("No."),
        };
        return kind == "synchronous" ? throw error : ValueTask.FromException<Peer>(error);
    }

    private sealed class ThrowsAtReport(FakePeerResolver fake) : ResolverOverFake(fake)
    {
        public override void ReportUnreachable(Peer peer) => throw new NotSupportedException();
    }
}
