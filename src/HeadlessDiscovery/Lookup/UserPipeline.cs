using Polly;
using Polly.Timeout;

namespace HeadlessDiscovery.Dns;

/// <summary>The application's own Polly pipeline around whole lookups (<see cref="HeadlessPeersOptions.ConfigureLookup"/>).</summary>
internal sealed class UserPipeline
{
    private readonly ResiliencePipeline pipeline;

    public UserPipeline(Action<ResiliencePipelineBuilder> configure, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        configure(builder);
        pipeline = builder.Build();
    }

    /// <summary>Runs a lookup that throws <see cref="PeerResolutionException"/> for Unknown; gives the reason where the pipeline gave up.</summary>
    public async ValueTask<(LookupReason Reason, Exception Error)?> RunAsync(Func<CancellationToken, ValueTask> lookUp, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.ExecuteAsync(lookUp, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (PeerResolutionException exception)
        {
            return (exception.Reason, exception);
        }
        catch (TimeoutRejectedException exception)
        {
            return (LookupReason.Deadline, exception);
        }
        catch (Exception exception)
        {
            // The application's own strategies and callbacks may throw anything: it ends this lookup, not the loop.
            cancellationToken.ThrowIfCancellationRequested();
            return (LookupReason.Network, exception);
        }
    }
}
