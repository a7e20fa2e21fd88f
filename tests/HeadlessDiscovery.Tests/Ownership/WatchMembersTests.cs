using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Ownership;

/// <summary>The stream of changes of the members, and which keys move with one.</summary>
public sealed class WatchMembersTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly string[] Keys = [.. Enumerable.Range(0, 100).Select(n => $"key-{n}")];

    private readonly FakePeerResolver peers = new("orders");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => peers.Dispose();

    [Fact]
    public async Task It_begins_with_what_is_known_and_each_change_begins_where_the_one_before_it_ended()
    {
        peers.WithSelf("10.0.0.1").Set("10.0.0.1", "10.0.0.2");
        await using var reader = peers.WatchMembersAsync(Token).GetAsyncEnumerator(Token);
        var first = await NextAsync(reader);
        Assert.Same(PeerSnapshot.Unresolved, first.Previous);
        Assert.Equal("10.0.0.1 10.0.0.2", string.Join(' ', first.AddedMembers));

        // None of these is a change of the members.
        peers.Hold("10.0.0.2");
        peers.GoStale();
        peers.Recover();
        peers.Set("10.0.0.1", "10.0.0.2", "10.0.0.3");
        var second = await NextAsync(reader);
        Assert.Equal(first.Current.Members, second.Previous.Members);
        Assert.Equal(("10.0.0.3", string.Empty), (string.Join(' ', second.AddedMembers), string.Join(' ', second.RemovedMembers)));
    }

    [Fact]
    public async Task This_process_that_leaves_and_joins_is_a_change_of_the_members_that_PeersChanged_does_not_report()
    {
        peers.WithSelf("10.0.0.1").Set("10.0.0.1", "10.0.0.2");
        await using var reader = peers.WatchMembersAsync(Token).GetAsyncEnumerator(Token);
        await NextAsync(reader);

        peers.WithSelf("10.0.0.1", SelfPresence.Lost);
        var left = await NextAsync(reader);
        Assert.Equal("10.0.0.1", string.Join(' ', left.RemovedMembers));
        Assert.Empty(left.Removed);
        NonEmpty.All(Keys, key => Assert.Equal(left.Previous.SelfOwns(key) ? OwnershipMove.Lost : OwnershipMove.None, left.MoveOf(key)));

        peers.WithSelf("10.0.0.1", SelfPresence.Present);
        var back = await NextAsync(reader);
        Assert.Equal("10.0.0.1", string.Join(' ', back.AddedMembers));
        Assert.Empty(back.Added);
        NonEmpty.All(Keys, key => Assert.Equal(back.Current.SelfOwns(key) ? OwnershipMove.Gained : OwnershipMove.None, back.MoveOf(key)));
        Assert.Contains(Keys, key => back.Current.SelfOwns(key));
    }

    [Fact]
    public void A_key_that_moves_between_two_others_is_neither_gained_nor_lost()
    {
        var before = Seen("10.0.0.1 10.0.0.2");
        var after = Seen("10.0.0.1 10.0.0.2 10.0.0.3");
        var change = new PeerChange(before, after);
        var joined = Peer.Parse("10.0.0.3");
        NonEmpty.All(Keys, key => Assert.Equal(
            after.OwnerOf(key) != joined ? OwnershipMove.None : before.SelfOwns(key) ? OwnershipMove.Lost : OwnershipMove.BetweenOthers,
            change.MoveOf(key)));
        Assert.Equal(3, Keys.Select(key => change.MoveOf(key)).Distinct().Count());
        NonEmpty.All(Keys, key => Assert.Equal(change.MoveOf(key), change.MoveOf(System.Text.Encoding.UTF8.GetBytes(key))));
    }

    [Fact]
    public void From_nobody_known_each_key_is_gained_or_moves_to_another()
    {
        var change = new PeerChange(PeerSnapshot.Unresolved, Seen("10.0.0.1 10.0.0.2"));
        NonEmpty.All(Keys, key => Assert.Equal(change.Current.SelfOwns(key) ? OwnershipMove.Gained : OwnershipMove.BetweenOthers, change.MoveOf(key)));
        NonEmpty.All(Keys, key => Assert.Equal(OwnershipMove.None, new PeerChange(PeerSnapshot.Unresolved, PeerSnapshot.Unresolved).MoveOf(key)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_token_that_is_cancelled_is_the_one_that_is_carried(bool isCall)
    {
        using var call = new CancellationTokenSource();
        using var enumeration = new CancellationTokenSource();
        var stream = new MemberStream(new WatchStream(new Publication(), static () => { }, call.Token));
        await using var reader = stream.GetAsyncEnumerator(enumeration.Token);
        Assert.True(await reader.MoveNextAsync());
        var next = reader.MoveNextAsync().AsTask();
        var cancelled = isCall ? call : enumeration;
        await cancelled.CancelAsync();
        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => next.WaitAsync(Deadline, Token));
        Assert.Equal(cancelled.Token, thrown.CancellationToken);
    }

    [Fact]
    public async Task The_stream_ends_quietly_when_the_resolver_is_disposed()
    {
        peers.Set("10.0.0.1");
        await using var reader = peers.WatchMembersAsync(Token).GetAsyncEnumerator(Token);
        await NextAsync(reader);
        var next = reader.MoveNextAsync().AsTask();
        peers.Dispose();
        Assert.False(await next.WaitAsync(Deadline, Token));
    }

    private static PeerSnapshot Seen(string members) => new Membership.Rules(self: "10.0.0.1").Found(members).Now;

    private static async Task<PeerChange> NextAsync(IAsyncEnumerator<PeerChange> reader)
    {
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Deadline, Token));
        return reader.Current;
    }
}
