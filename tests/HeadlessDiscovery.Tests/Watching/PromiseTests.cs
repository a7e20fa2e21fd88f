using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tests.Watching;

/// <summary>The promises of IPeerResolver, each by its own words, on the real resolver: over a script, and over real sockets.</summary>
public sealed class PromiseTests
{
    public enum Source
    {
        Script,
        Server,
    }

    [Theory]
    [InlineData(Source.Script)]
    [InlineData(Source.Server)]
    public Task One_lookup_runs_at_a_time_and_a_refresh_asked_for_during_a_lookup_joins_it(Source source) => On(source).OneLookupRunsAtATimeAsync(Token);

    [Theory]
    [InlineData(Source.Script)]
    [InlineData(Source.Server)]
    public Task Current_is_replaced_as_a_whole_and_a_snapshot_that_you_hold_never_changes(Source source) => On(source).CurrentIsReplacedAsAWholeAsync(Token);

    [Theory]
    [InlineData(Source.Script)]
    [InlineData(Source.Server)]
    public Task A_stream_first_gives_what_is_known_then_versions_only_grow_and_subscribing_misses_nothing(Source source) => On(source).StreamsStartWithWhatIsKnownAsync(Token);

    [Theory]
    [InlineData(Source.Script)]
    [InlineData(Source.Server)]
    public Task A_slow_reader_skips_intermediate_versions_never_the_last(Source source) => On(source).SlowReadersSkipToTheLastAsync(Token);

    [Theory]
    [InlineData(Source.Script)]
    [InlineData(Source.Server)]
    public Task A_failed_refresh_keeps_the_last_peers_and_never_ends_a_stream(Source source) => On(source).FailedRefreshesKeepThePeersAsync(Token);

    [Theory]
    [InlineData(Source.Script)]
    [InlineData(Source.Server)]
    public Task No_user_code_runs_on_the_refresh_loop_and_a_handler_that_throws_or_blocks_harms_nobody(Source source) => On(source).HandlersHarmNobodyAsync(Token);

    [Theory]
    [InlineData(Source.Script)]
    [InlineData(Source.Server)]
    public Task No_event_without_a_difference(Source source) => On(source).NoEventWithoutADifferenceAsync(Token);

    [Theory]
    [InlineData(Source.Script)]
    [InlineData(Source.Server)]
    public Task Cancellation_carries_the_callers_token_and_streams_end_quietly_at_disposal(Source source) => On(source).EndsAsAskedAsync(Token);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static PeerResolverContract On(Source source) => new(
        source == Source.Script ? _ => ValueTask.FromResult<PeerResolverStage>(new ScriptedStage()) : ServerStage.StartAsync);
}
