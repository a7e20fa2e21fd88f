using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace HeadlessDiscovery.Yarp;

/// <summary>Replaces each destination whose host is a registered name with one per pod.</summary>
internal sealed partial class HeadlessDestinationResolver(IServiceProvider services, IOptions<HeadlessDestinationResolverOptions> options, ILogger<HeadlessDestinationResolver> logger) : IDestinationResolver
{
    private readonly PeersByHost peers = new(services);
    private readonly TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
    private readonly ConcurrentDictionary<IPeerResolver, Task> firstAnswers = new();

    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var named = destinations.Where(one => Find(one.Value) is not null).ToDictionary(one => one.Key, one => Find(one.Value)!.Value);
        await Task.WhenAll(named.Values.Select(one => one.Peers).Distinct().Select(FirstAnswerAsync)).WaitAsync(cancellationToken).ConfigureAwait(false);

        var resolved = new Dictionary<string, DestinationConfig>(StringComparer.OrdinalIgnoreCase);
        var snapshots = new Dictionary<IPeerResolver, PeerSnapshot>();
        foreach (var (id, configured) in destinations)
        {
            if (!named.TryGetValue(id, out var found))
            {
                resolved[id] = configured;
                continue;
            }

            // One snapshot for all destinations of a service, so that they have the same pods.
            if (!snapshots.TryGetValue(found.Peers, out var snapshot))
            {
                snapshots[found.Peers] = snapshot = found.Peers.Current;
            }

            foreach (var pod in snapshot.GetPods())
            {
                resolved[PodDestination.IdOf(id, pod)] = PodDestination.Of(configured, found.Address, pod);
            }
        }

        IChangeToken[] tokens = [.. snapshots.Select(one => new GatheredToken(one.Key.GetChangeToken(one.Value), options.Value.ChangeDelay, time))];
        return new ResolvedDestinationCollection(resolved, tokens switch
        {
            [] => null,
            [var only] => only,
            _ => new CompositeChangeToken(tokens),
        });
    }

    private (IPeerResolver Peers, Uri Address)? Find(DestinationConfig destination) =>
        Uri.TryCreate(destination.Address, UriKind.Absolute, out var address) && peers.Find(address.Host) is { } found ? (found, address) : null;

    // Once per service: a reload for another one must not wait again.
    private Task FirstAnswerAsync(IPeerResolver resolver) => firstAnswers.GetOrAdd(resolver, WaitAsync);

    private async Task WaitAsync(IPeerResolver resolver)
    {
        try
        {
            await resolver.GetPeersAsync(options.Value.FirstAnswerTimeout, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (PeerResolutionException exception)
        {
            // No exception may escape: at startup it would end the process, and later it would fail the reload of all clusters for five minutes.
            Unresolved(resolver.Name, exception.Message);
        }
        catch (ObjectDisposedException exception)
        {
            Unresolved(resolver.Name, exception.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The peers of the headless service '{Name}' are not known yet: {Reason} Its clusters answer 503 until they are.")]
    private partial void Unresolved(string name, string reason);
}
