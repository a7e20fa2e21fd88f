namespace HeadlessDiscovery.Testing.Tests.Contract;

public sealed class PeerResolverContractTests
{
    public static TheoryData<string> Promises => [.. Trials.Keys];

    internal static Dictionary<string, Func<PeerResolverContract, CancellationToken, Task>> Trials { get; } = new()
    {
        ["1"] = (contract, token) => contract.OneLookupRunsAtATimeAsync(token),
        ["2"] = (contract, token) => contract.CurrentIsReplacedAsAWholeAsync(token),
        ["3"] = (contract, token) => contract.StreamsStartWithWhatIsKnownAsync(token),
        ["4"] = (contract, token) => contract.SlowReadersSkipToTheLastAsync(token),
        ["5"] = (contract, token) => contract.FailedRefreshesKeepThePeersAsync(token),
        ["6"] = (contract, token) => contract.HandlersHarmNobodyAsync(token),
        ["7"] = (contract, token) => contract.NoEventWithoutADifferenceAsync(token),
        ["8"] = (contract, token) => contract.EndsAsAskedAsync(token),
    };

    [Theory]
    [MemberData(nameof(Promises))]
    public Task The_fake_keeps_promise(string promise) => Trials[promise](Contract(), TestContext.Current.CancellationToken);

    [Fact]
    public Task The_fake_keeps_all_promises() => Contract().RunAllAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("1", nameof(OneLookupEach), "lookups ran at the same time")]
    [InlineData("2", nameof(TornSnapshot), "must have a higher version")]
    [InlineData("3", nameof(NothingAddedAtFirst), "relative to what this reader saw last")]
    [InlineData("3", nameof(Stutter), "Versions must grow")]
    [InlineData("4", nameof(Queued), "must skip to the last version")]
    [InlineData("4", nameof(RelativeToTheVersionBefore), "relative to what this reader saw last")]
    [InlineData("5", nameof(DropsPeersOnFailure), "The list after 1 failed refreshes must be [10.0.0.1:5000 10.0.0.2:5000]")]
    [InlineData("5", nameof(RefreshNeverThrows), "must throw PeerResolutionException, but it gave no exception")]
    [InlineData("5", nameof(StreamsDieOnFailure), "The stream ended before disposal")]
    [InlineData("6", nameof(PlainEvent), "as it should")]
    [InlineData("7", nameof(EventAtEveryVersion), "What PeersChanged reports as added must be [10.0.0.3:5000] but was []")]
    [InlineData("7", nameof(MembersEventAtEveryVersion), "What MembersChanged reports as added must be [10.0.0.3:5000] but was []")]
    [InlineData("7", nameof(VersionAtEveryRefresh), "Neither a new order nor a new TTL is a change")]
    [InlineData("8", nameof(ForeignToken), "with another token")]
    [InlineData("8", nameof(IgnoresACancelledToken), "GetPeersAsync with a cancelled token")]
    [InlineData("8", nameof(LoudDisposal), nameof(LoudDisposal))]
    [InlineData("8", nameof(DisposableOnce), nameof(DisposableOnce))]
    public async Task A_broken_promise_is_told(string promise, string broken, string told)
    {
        var contract = Contract(Breakers[broken]);
        var thrown = await Assert.ThrowsAsync<PeerResolverContractException>(() => Trials[promise](contract, TestContext.Current.CancellationToken));
        Assert.Contains(told, thrown.Message, StringComparison.Ordinal);
        Assert.StartsWith("Promise: ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_broken_promises_are_listed()
    {
        var contract = Contract(fake => new ForeignToken(fake));
        var thrown = await Assert.ThrowsAsync<PeerResolverContractException>(() => contract.RunAllAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("1 of 8 promises are broken.\nPromise: Cancellation gives", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task A_cancelled_trial_carries_the_callers_token(string promise)
    {
        using var mine = new CancellationTokenSource();
        await mine.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Trials[promise](Contract(), mine.Token));
        Assert.Equal(mine.Token, thrown.CancellationToken);
    }

    [Fact]
    public async Task A_trial_cancelled_while_it_runs_carries_the_callers_token()
    {
        using var mine = new CancellationTokenSource();
        var contract = new PeerResolverContract(async token =>
        {
            await mine.CancelAsync();
            token.ThrowIfCancellationRequested();
            return new FakeStage();
        });
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => contract.RunAllAsync(mine.Token));
        Assert.Equal(mine.Token, thrown.CancellationToken);
    }

    private static Dictionary<string, Func<FakePeerResolver, IPeerResolver>> Breakers { get; } = new()
    {
        [nameof(OneLookupEach)] = fake => new OneLookupEach(fake),
        [nameof(TornSnapshot)] = fake => new TornSnapshot(fake),
        [nameof(NothingAddedAtFirst)] = fake => new NothingAddedAtFirst(fake),
        [nameof(Stutter)] = fake => new Stutter(fake),
        [nameof(Queued)] = fake => new Queued(fake),
        [nameof(RelativeToTheVersionBefore)] = fake => new RelativeToTheVersionBefore(fake),
        [nameof(DropsPeersOnFailure)] = fake => new DropsPeersOnFailure(fake),
        [nameof(RefreshNeverThrows)] = fake => new RefreshNeverThrows(fake),
        [nameof(StreamsDieOnFailure)] = fake => new StreamsDieOnFailure(fake),
        [nameof(PlainEvent)] = fake => new PlainEvent(fake),
        [nameof(EventAtEveryVersion)] = fake => new EventAtEveryVersion(fake),
        [nameof(MembersEventAtEveryVersion)] = fake => new MembersEventAtEveryVersion(fake),
        [nameof(VersionAtEveryRefresh)] = fake => new VersionAtEveryRefresh(fake),
        [nameof(ForeignToken)] = fake => new ForeignToken(fake),
        [nameof(IgnoresACancelledToken)] = fake => new IgnoresACancelledToken(fake),
        [nameof(LoudDisposal)] = fake => new LoudDisposal(fake),
        [nameof(DisposableOnce)] = fake => new DisposableOnce(fake),
    };

    private static PeerResolverContract Contract(Func<FakePeerResolver, IPeerResolver>? wrap = null) => new(_ => new(new FakeStage(wrap)));
}
