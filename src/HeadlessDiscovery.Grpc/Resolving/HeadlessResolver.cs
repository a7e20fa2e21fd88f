using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Grpc;

/// <summary>Pushes every change of the peers to one channel. Nothing is reported before the first verified answer, so calls wait for it.</summary>
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

        // Created during the first call of a request, whose execution context, including its trace, must not flow into later changes.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(FollowAsync);
        }
    }

    /// <summary>Called after Start, and whenever a connection failed or closed; then with the channel's lock held.</summary>
    public override void Refresh()
    {
        // The first refresh follows Start, and the stream begins with the current peers anyway.
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

        // A connected channel ignores an empty list. By now it may be disconnected.
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

    // A failure has no policy, and without one the channel starts with pick_first. A policy that does not wait would treat this as an empty list.
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

    // Thrown by the channel, for example for an unknown policy in the application's service config. It must not end the stream of changes.
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
