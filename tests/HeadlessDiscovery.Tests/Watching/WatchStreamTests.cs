using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

/// <summary>The two tokens of a stream: the call's and the enumeration's.</summary>
public sealed class WatchStreamTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Publication publication = new();
    private readonly CancellationTokenSource call = new();
    private readonly CancellationTokenSource enumeration = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_tokens_the_one_that_is_cancelled_during_a_wait_ends_it_and_is_carried(bool isCall)
    {
        await using var reader = Read(call.Token, enumeration.Token);
        await EndsByAsync(reader, isCall ? call : enumeration);
    }

    [Fact]
    public async Task A_token_of_the_call_alone_ends_a_wait_and_is_carried()
    {
        await using var reader = Read(call.Token, CancellationToken.None);
        await EndsByAsync(reader, call);
    }

    [Fact]
    public async Task A_token_of_the_enumeration_alone_ends_a_wait_and_is_carried()
    {
        await using var reader = Read(CancellationToken.None, enumeration.Token);
        await EndsByAsync(reader, enumeration);
    }

    [Fact]
    public async Task One_token_given_twice_ends_a_wait_and_is_carried()
    {
        await using var reader = Read(call.Token, call.Token);
        await EndsByAsync(reader, call);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_that_was_cancelled_before_gives_nothing_not_even_what_is_known(bool isCall)
    {
        var cancelled = isCall ? call : enumeration;
        await cancelled.CancelAsync();
        await using var reader = Read(call.Token, enumeration.Token);
        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => reader.MoveNextAsync().AsTask().WaitAsync(Deadline, CancellationToken.None));
        Assert.Equal(cancelled.Token, thrown.CancellationToken);
    }

    [Fact]
    public async Task A_disposed_enumerator_has_let_go_of_the_callers_tokens()
    {
        var reader = Read(call.Token, enumeration.Token);
        Assert.True(await reader.MoveNextAsync());
        await reader.DisposeAsync();
        publication.Publish(new PeerSnapshot([Peer.Parse("10.0.0.1")]) { Version = 1 });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reader.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task A_reader_that_is_cancelled_gets_no_version_that_waits_for_it()
    {
        var reader = new PeerReader(publication, publication.State);
        publication.Publish(new PeerSnapshot([Peer.Parse("10.0.0.1")]) { Version = 1 });
        await call.CancelAsync();
        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => reader.NextAsync(call.Token).AsTask());
        Assert.Equal(call.Token, thrown.CancellationToken);
    }

    public void Dispose()
    {
        call.Dispose();
        enumeration.Dispose();
    }

    private static async Task EndsByAsync(IAsyncEnumerator<PeerChange> reader, CancellationTokenSource source)
    {
        Assert.True(await reader.MoveNextAsync());
        var waiting = reader.MoveNextAsync().AsTask();
        Assert.False(waiting.IsCompleted);
        await source.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Deadline, CancellationToken.None));
        Assert.Equal(source.Token, thrown.CancellationToken);
    }

    private IAsyncEnumerator<PeerChange> Read(CancellationToken ofCall, CancellationToken ofEnumeration) =>
        new WatchStream(publication, () => { }, ofCall).GetAsyncEnumerator(ofEnumeration);
}
