using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>Watches every registered resolver from the start of the application to its end.</summary>
internal sealed class PeersRecorder
{
    private readonly IServiceProvider services;
    private readonly ILogger logger;
    private readonly TimeProvider time;
    private readonly Lazy<ImmutableArray<RecordedPeers>> all;

    public PeersRecorder(IServiceProvider services, ILoggerFactory loggers, IHostApplicationLifetime lifetime)
    {
        this.services = services;
        logger = loggers.CreateLogger("HeadlessDiscovery.AspNetCore");
        time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        Stopping = lifetime.ApplicationStopping;

        // Not while routes are mapped: a resolver is created from options, which are validated at startup.
        all = new Lazy<ImmutableArray<RecordedPeers>>(Watch);
        lifetime.ApplicationStarted.Register(() => _ = all.Value);
    }

    public CancellationToken Stopping { get; }

    public ImmutableArray<RecordedPeers> All => all.Value;

    private ImmutableArray<RecordedPeers> Watch()
    {
        // Every named one, and the plain one if the application has registered it itself.
        IEnumerable<IPeerResolver> resolvers = [.. services.GetKeyedServices<IPeerResolver>(KeyedService.AnyKey), .. Plain()];
        var recorded = RecordedPeers.Of(resolvers, time, logger);
        foreach (var peers in recorded)
        {
            // The first request may arrive before startup has completed: its execution context must not flow into the watching.
            using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
            {
                _ = Task.Run(() => WatchAsync(peers), CancellationToken.None);
            }
        }

        return recorded;
    }

    private IPeerResolver[] Plain()
    {
        try
        {
            return services.GetService<IPeerResolver>() is { } plain ? [plain] : [];
        }
        catch (NoPlainPeerResolverException)
        {
            // There are several names and no unnamed one: each has its page under its name.
            return [];
        }
    }

    private async Task WatchAsync(RecordedPeers peers)
    {
        try
        {
            await foreach (var (change, now) in peers.Changes.ReadWithLookupsAsync(Stopping).ConfigureAwait(false))
            {
                var failed = (peers.Resolver as PeerResolver)?.GetCurrentStatistics().FailedLookups;
                if (change is null)
                {
                    peers.Record.TakeLookup(now, failed);
                }
                else
                {
                    peers.Record.Take(change, failed);
                }
            }
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // The application stops.
        }
        catch (Exception exception)
        {
            logger.HistoryEnded(peers.Key, exception);
        }
        finally
        {
            peers.Record.End();
        }
    }
}
