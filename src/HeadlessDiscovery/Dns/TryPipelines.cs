using Polly;
using Polly.Hedging;

namespace HeadlessDiscovery.Dns;

/// <summary>The Polly pipelines that carry a question on when its first try failed, or is silent: failover and hedging.</summary>
internal sealed class TryPipelines(int tries, TimeProvider time)
{
    /// <summary>One try and the ten hedged ones that Polly allows.</summary>
    public const int MostTries = 11;

    // To build one takes as long as a quarter of a question; most resolvers never need either.
    private readonly Lazy<ResiliencePipeline<AskedAnswer>> sequential = new(() => AllTries(tries, Timeout.InfiniteTimeSpan, time));
    private readonly Lazy<ResiliencePipeline<AskedAnswer>> hedged = new(() => AllTries(tries, TimeSpan.Zero, time));

    public int Tries => tries;

    /// <summary>A failed try is followed by the next one; a silent one too, once it timed out.</summary>
    public ResiliencePipeline<AskedAnswer> Sequential => sequential.Value;

    /// <summary>As <see cref="Sequential"/>, and the second try starts at once beside the first, whose hedge is due.</summary>
    public ResiliencePipeline<AskedAnswer> Hedged => hedged.Value;

    /// <summary>How many tries a question has.</summary>
    public static int Count(AskContext context) => Math.Clamp(context.Configuration.Attempts * context.Servers.Length, 1, MostTries);

    /// <summary>Whether the next try follows. Failover is for servers that could not answer, never for NXDOMAIN or NODATA, an alias to follow, or an answer that fits nowhere.</summary>
    public static bool GoesOn(VerifiedAnswer answer) => answer is { IsFailure: true, IsOpenAlias: false, Reason: not LookupReason.Truncated };

    private static ResiliencePipeline<AskedAnswer> AllTries(int tries, TimeSpan hedgeDelay, TimeProvider time) =>
        new ResiliencePipelineBuilder<AskedAnswer> { TimeProvider = time }
            .AddHedging(new HedgingStrategyOptions<AskedAnswer>
            {
                MaxHedgedAttempts = tries - 1,
                // Polly counts the try that it may start from 1.
                DelayGenerator = arguments => ValueTask.FromResult(arguments.AttemptNumber == 1 ? hedgeDelay : Timeout.InfiniteTimeSpan),
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result.GoesOn),
            })
            .Build();
}
