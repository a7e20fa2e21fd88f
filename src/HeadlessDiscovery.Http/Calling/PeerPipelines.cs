using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace HeadlessDiscovery.Http;

/// <summary>One pipeline per pod, removed when the pod leaves: an address that has left takes no memory, and one that comes back starts anew.</summary>
internal sealed class PeerPipelines : IDisposable
{
    private readonly ConcurrentDictionary<Peer, Lazy<ResiliencePipeline<HttpResponseMessage>>> pipelines = new();
    private readonly IPeerResolver peers;
    private readonly Func<Peer, Lazy<ResiliencePipeline<HttpResponseMessage>>> build;

    public PeerPipelines(IPeerResolver peers, PeerHttpClientOptions options, TimeProvider time)
    {
        this.peers = peers;

        // Lazy, because the dictionary may create a value twice and drop one of them, with its circuit's counts.
        build = _ => new(() => Build(options, time));
        peers.PeersChanged += LetGo;
    }

    public int Count => pipelines.Count;

    public ResiliencePipeline<HttpResponseMessage> Of(Peer peer) => pipelines.GetOrAdd(peer, build).Value;

    public void Dispose() => peers.PeersChanged -= LetGo;

    internal static ResiliencePipeline<HttpResponseMessage> Build(PeerHttpClientOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        options.ConfigurePipeline?.Invoke(builder);
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.MaxRetries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static args => ValueTask.FromResult(PeerFailure.IsWorthRetrying(args.Context, args.Outcome)),
            });
        }

        // Inside the retries: every attempt counts, and an open circuit is not retried.
        if (options.BreakDuration > TimeSpan.Zero)
        {
            builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                BreakDuration = options.BreakDuration,
                SamplingDuration = options.BreakerWindow,
                MinimumThroughput = options.BreakerThroughput,
                FailureRatio = options.BreakerFailureRatio,
                ShouldHandle = static args => ValueTask.FromResult(PeerFailure.Shows(args.Context, args.Outcome)),
            });
        }

        return builder.Build();
    }

    // All of them, not only those that have just left: a call that began before its peer left may have recreated the pipeline.
    private void LetGo(object? sender, PeersChangedEventArgs told)
    {
        var now = peers.Current;
        foreach (var peer in pipelines.Keys)
        {
            if (!now.Contains(peer) && now.Members.AsSpan().BinarySearch(peer) < 0)
            {
                pipelines.TryRemove(peer, out _);
            }
        }
    }
}
