using Polly;
using Polly.Hedging;
using Polly.Timeout;

namespace HeadlessDiscovery.Dns;

/// <summary>The Polly pipelines around the tries of one question: hedging and failover outside, the time-out of one try inside.</summary>
internal sealed class TryPipelines
{
    /// <summary>One try and the ten hedged ones that Polly allows.</summary>
    public const int MostTries = 11;

    private TryPipelines(int tries, TimeSpan attemptTimeout, TimeSpan hedgeDelay, TimeProvider time)
    {
        Tries = tries;
        AttemptTimeout = attemptTimeout;
        OneTry = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = attemptTimeout })
            .Build();
        Sequential = AllTries(tries, Timeout.InfiniteTimeSpan, time);
        Hedged = AllTries(tries, hedgeDelay, time);
    }

    public int Tries { get; }

    public TimeSpan AttemptTimeout { get; }

    /// <summary>Bounds one try.</summary>
    public ResiliencePipeline OneTry { get; }

    /// <summary>A failed try is followed by the next one; a silent one too, once it timed out.</summary>
    public ResiliencePipeline<AskedAnswer> Sequential { get; }

    /// <summary>As <see cref="Sequential"/>, and the second try starts early where the first is silent.</summary>
    public ResiliencePipeline<AskedAnswer> Hedged { get; }

    /// <summary>The pipelines for a number of tries; <paramref name="previous"/> where it fits already.</summary>
    public static TryPipelines For(int tries, TimeSpan attemptTimeout, TimeSpan hedgeDelay, TimeProvider time, TryPipelines? previous)
    {
        var bounded = Math.Clamp(tries, 1, MostTries);
        return previous is not null && previous.Tries == bounded && previous.AttemptTimeout == attemptTimeout
            ? previous
            : new TryPipelines(bounded, attemptTimeout, hedgeDelay, time);
    }

    private static ResiliencePipeline<AskedAnswer> AllTries(int tries, TimeSpan hedgeDelay, TimeProvider time)
    {
        if (tries == 1)
        {
            return ResiliencePipeline<AskedAnswer>.Empty;
        }

        return new ResiliencePipelineBuilder<AskedAnswer> { TimeProvider = time }
            .AddHedging(new HedgingStrategyOptions<AskedAnswer>
            {
                MaxHedgedAttempts = tries - 1,
                // Polly counts the try that it may start from 1.
                DelayGenerator = arguments => ValueTask.FromResult(arguments.AttemptNumber == 1 ? hedgeDelay : Timeout.InfiniteTimeSpan),

                // Failover is for servers that could not answer, never for NXDOMAIN or NODATA, nor for an answer that fits nowhere.
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { IsDoubted: false, Answer: { IsFailure: true, Reason: not LookupReason.Truncated } }),
            })
            .Build();
    }
}
