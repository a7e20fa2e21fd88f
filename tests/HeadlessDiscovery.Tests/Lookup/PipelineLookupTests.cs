using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;
using Polly;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>What is told of a lookup that the application's own pipeline ended.</summary>
public sealed class PipelineLookupTests
{
    [Fact]
    [Trait("rule", "O-7")]
    public async Task A_pipeline_that_throws_before_the_look_up_is_told_in_its_own_words()
    {
        var error = new InvalidOperationException("mine");

        var (test, report) = await AskAsync(new Instead(error));

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Network, error), (report.Answer.Outcome, report.Answer.Reason, report.Error));
        var note = Assert.Single(report.Notes);
        Assert.Equal((LookupNoteKind.PipelineGaveUp, "The pipeline of ConfigureLookup ended the lookup: mine", "mine"), (note.Kind, note.Text, note.Value));
        Assert.Equal("web.", report.Plan.ServiceName);
        Assert.Empty(test.Transport.Asked);
    }

    [Fact]
    [Trait("rule", "O-7")]
    public async Task A_pipeline_that_never_runs_the_look_up_is_told_too()
    {
        var (test, report) = await AskAsync(new Instead(null));

        Assert.Equal((LookupOutcome.Unknown, LookupReason.Network, null), (report.Answer.Outcome, report.Answer.Reason, report.Error));
        var note = Assert.Single(report.Notes);
        Assert.Equal((LookupNoteKind.PipelineGaveUp, "The pipeline of ConfigureLookup ended the lookup: it did not run it.", string.Empty), (note.Kind, note.Text, note.Value));
        Assert.Empty(test.Transport.Asked);
    }

    private static async Task<(TestLookup Test, LookupReport Report)> AskAsync(ResilienceStrategy strategy)
    {
        var test = new TestLookup("web.", Script.Always("A:10.1.0.1"));
        var guarded = new PipelineLookup(test.Lookup, new UserPipeline(builder => builder.AddStrategy(_ => strategy, new Nothing()), test.Time));
        return (test, await guarded.AskAsync(new LookupMode(Hedge: true), TestContext.Current.CancellationToken));
    }

    private sealed class Nothing : ResilienceStrategyOptions;

    private sealed class Instead(Exception? error) : ResilienceStrategy
    {
        protected override ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state) =>
            ValueTask.FromResult(error is null ? Outcome.FromResult<TResult>(default) : Outcome.FromException<TResult>(error));
    }
}
