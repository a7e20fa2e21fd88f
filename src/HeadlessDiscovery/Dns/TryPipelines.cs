using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Polly;
using Polly.Hedging;
using Polly.Timeout;

namespace HeadlessDiscovery.Dns;

/// <summary>The Polly pipelines around the tries of one question: hedging and failover outside, the time-out of one try inside.</summary>
internal sealed class TryPipelines
{
    /// <summary>One try and the ten hedged ones that Polly allows.</summary>
    public const int MostTries = 11;

    // They hold no state, and the resolvers of a process nearly always want the same ones.
    private static readonly ConditionalWeakTable<TimeProvider, TryPipelines> LastOfClock = [];

    // To build one takes as long as a quarter of a question; most resolvers never need the other.
    private readonly Lazy<ResiliencePipeline<AskedAnswer>> sequential;
    private readonly Lazy<ResiliencePipeline<AskedAnswer>> hedged;

    private TryPipelines(int tries, TimeSpan attemptTimeout, TimeSpan hedgeDelay, TimeProvider time)
    {
        Tries = tries;
        HedgeDelay = hedgeDelay;
        AttemptTimeout = attemptTimeout;
        OneTry = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = attemptTimeout })
            .Build();
        sequential = new Lazy<ResiliencePipeline<AskedAnswer>>(() => AllTries(tries, Timeout.InfiniteTimeSpan, time));
        hedged = new Lazy<ResiliencePipeline<AskedAnswer>>(() => AllTries(tries, hedgeDelay, time));
    }

    public int Tries { get; }

    public TimeSpan AttemptTimeout { get; }

    public TimeSpan HedgeDelay { get; }

    /// <summary>Bounds one try.</summary>
    public ResiliencePipeline OneTry { get; }

    /// <summary>A failed try is followed by the next one; a silent one too, once it timed out.</summary>
    public ResiliencePipeline<AskedAnswer> Sequential => sequential.Value;

    /// <summary>As <see cref="Sequential"/>, and the second try starts early where the first is silent.</summary>
    public ResiliencePipeline<AskedAnswer> Hedged => hedged.Value;

    /// <summary>The pipelines for a number of tries; <paramref name="previous"/> where it fits already.</summary>
    public static TryPipelines For(int tries, TimeSpan attemptTimeout, TimeSpan hedgeDelay, TimeProvider time, TryPipelines? previous)
    {
        var bounded = Math.Clamp(tries, 1, MostTries);
        if (Fits(previous))
        {
            return previous;
        }

        if (LastOfClock.TryGetValue(time, out var last) && Fits(last))
        {
            return last;
        }

        var made = new TryPipelines(bounded, attemptTimeout, hedgeDelay, time);
        LastOfClock.AddOrUpdate(time, made);
        return made;

        bool Fits([NotNullWhen(true)] TryPipelines? known) =>
            known is not null && known.Tries == bounded && known.AttemptTimeout == attemptTimeout && known.HedgeDelay == hedgeDelay;
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
