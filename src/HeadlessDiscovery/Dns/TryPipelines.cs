using Polly;
using Polly.Hedging;

namespace HeadlessDiscovery.Dns;

/// <summary>The Polly pipeline that carries a query on when its first try failed, or is silent: failover, hedging and retransmission.</summary>
internal sealed class TryPipelines(TimeProvider time)
{
    /// <summary>One try and the ten hedged ones that Polly allows.</summary>
    public const int MostTries = 11;

    /// <summary>How many tries silence alone may bring about.</summary>
    public const int MostSilentTries = 5;

    /// <summary>As many where the first one goes over TCP, which repeats what is lost by itself.</summary>
    public const int MostSilentTriesOverTcp = 2;

    private static readonly ResiliencePropertyKey<QuestionTries> TriesKey = new("headless-discovery.tries");

    // To build it takes as long as a quarter of a query; most resolvers never need it.
    private readonly Lazy<ResiliencePipeline<AskedAnswer>> pipeline = new(() => Build(time));

    /// <summary>A failed try is followed by the next one; a silent one too, once a reply to it is late.</summary>
    public ResiliencePipeline<AskedAnswer> Pipeline => pipeline.Value;

    /// <summary>How many tries a query has where servers fail.</summary>
    public static int Count(AskContext context) => Math.Clamp(context.Configuration.Attempts * context.Servers.Length, 1, MostTries);

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
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result.GoesOn),
            })
            .Build();
}
