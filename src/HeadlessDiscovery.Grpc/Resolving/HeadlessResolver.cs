using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Grpc;

/// <summary>Pushes every change of the peers into one channel. No address is reported before the first verified answer, so that calls wait for it.</summary>
internal sealed partial class HeadlessResolver(IPeerResolver peers, PodAddresses addresses, ServiceConfig? serviceConfig, ILogger logger) : Resolver
{
    private readonly Lock reporting = new();
    private readonly CancellationTokenSource ending = new();
    private Action<ResolverResult>? listener;
    private int refreshes = -1;
    private bool hasReported;
    private bool isDisposed;

    public override void Start(Action<ResolverResult> listener)
    {
        this.listener = listener;

        // The first call of a request creates this: its context, and so its trace, must not become that of every later change.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(FollowAsync);
        }
    }

    /// <summary>Called after Start, and whenever a connection failed or closed; then with the channel's lock held.</summary>
    public override void Refresh()
    {
        // The first one comes with Start, and the stream begins with what is known.
        if (Interlocked.CompareExchange(ref refreshes, 0, -1) == -1 || Interlocked.CompareExchange(ref refreshes, 1, 0) != 0)
        {
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(RefreshAsync);
        }
    }

    protected override void Dispose(bool disposing)
    {
        // Nothing is reported afterwards: a channel that is disposed would connect again.
        lock (reporting)
        {
            isDisposed = true;
        }

        ending.Cancel();
        base.Dispose(disposing);
    }

    private async Task FollowAsync()
    {
        try
        {
            ReportPolicy();
            await foreach (var change in peers.WatchAsync(ending.Token).ConfigureAwait(false))
            {
                Report();
            }

            ReportDisposed();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await peers.RefreshAsync(ending.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is PeerResolutionException or OperationCanceledException or ObjectDisposedException)
        {
            // The last peers are kept, and the resolver logs what failed.
        }
        finally
        {
            Volatile.Write(ref refreshes, 0);
        }

        // An empty list is ignored by a channel that is connected. Now it may no longer be.
        if (peers.Current.Count == 0)
        {
            Report();
        }
    }

    private void Report()
    {
        lock (reporting)
        {
            // Read here, so that two reports are in the order of their versions.
            var snapshot = peers.Current;
            if (isDisposed)
            {
                return;
            }

            hasReported |= snapshot.IsResolved;
            if (snapshot.Count > 0)
            {
                Tell(ResolverResult.ForResult(addresses.Of(snapshot), serviceConfig, serviceConfigStatus: null));
            }
            else if (snapshot.IsResolved)
            {
                Tell(ResolverResult.ForFailure(new Status(StatusCode.Unavailable, $"DNS confirms that there are no peers of '{peers.Name}'.")));
            }
        }
    }

    // A failure brings no policy, and without one the channel begins with pick_first. A policy that does not wait would take this for an empty list.
    private void ReportPolicy()
    {
        if (serviceConfig is not null)
        {
            Tell(ResolverResult.ForResult([], serviceConfig, serviceConfigStatus: null));
        }
    }

    private void ReportDisposed()
    {
        lock (reporting)
        {
            if (!hasReported && !isDisposed)
            {
                Tell(ResolverResult.ForFailure(new Status(StatusCode.Unavailable, $"The resolver of '{peers.Name}' was disposed before its first verified answer.")));
            }
        }
    }

    // The channel's own code, for example an unknown policy of the application's service config. It must not end the stream of changes.
    private void Tell(ResolverResult result)
    {
        try
        {
            listener!(result);
        }
        catch (Exception error)
        {
            LogRefused(error, peers.Name);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Name}: the gRPC channel rejected the peers; its calls wait or use the last ones", EventName = "PeersRejected")]
    private partial void LogRefused(Exception error, string name);
}
