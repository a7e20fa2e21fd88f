using System.Runtime.CompilerServices;
using Polly;
using Polly.Hedging;

namespace HeadlessDiscovery.Dns;

/// <summary>The Polly pipeline that every question goes through: failover, hedging and retransmission.</summary>
internal static class TryPipeline
{
    /// <summary>One try and the ten hedged ones that Polly allows.</summary>
    public const int MostTries = 11;

    /// <summary>How many tries silence alone may bring about.</summary>
    public const int MostSilentTries = 5;

    /// <summary>As many where the first one goes over TCP, which repeats what is lost by itself.</summary>
    public const int MostSilentTriesOverTcp = 2;

    private static readonly ResiliencePropertyKey<QuestionTries> TriesKey = new("headless-discovery.tries");

    // To build one takes as long as a quarter of a query, and it keeps nothing: what differs is in the tries.
    private static readonly ConditionalWeakTable<TimeProvider, ResiliencePipeline<AskedAnswer>> Built = [];

    /// <summary>The pipeline that runs by a clock.</summary>
    public static ResiliencePipeline<AskedAnswer> Of(TimeProvider time) => Built.GetValue(time, Build);

    /// <summary>Whether the next try follows. Failover is for servers that could not answer, never for NXDOMAIN or NODATA, an alias to follow, or an answer that fits nowhere.</summary>
    public static bool GoesOn(VerifiedAnswer answer) => answer is { IsFailure: true, IsOpenAlias: false, Reason: not LookupReason.Truncated };

    /// <summary>Gives the pipeline the tries that it starts.</summary>
    public static void Begin(ResilienceContext context, QuestionTries tries) => context.Properties.Set(TriesKey, tries);

    private static QuestionTries TriesOf(ResilienceContext context) => context.Properties.GetValue(TriesKey, null!);

    private static ResiliencePipeline<AskedAnswer> Build(TimeProvider time) =>
        new ResiliencePipelineBuilder<AskedAnswer> { TimeProvider = time }
            .AddHedging(new HedgingStrategyOptions<AskedAnswer>
            {
                MaxHedgedAttempts = MostTries - 1,
                DelayGenerator = static arguments => ValueTask.FromResult(TriesOf(arguments.Context).NextDelay()),
                ActionGenerator = static arguments => TriesOf(arguments.PrimaryContext).MayStart() ? () => arguments.Callback(arguments.ActionContext) : null,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is { GoesOn: true }),
            })
            .Build();
}
