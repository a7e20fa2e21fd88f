using Microsoft.Extensions.Hosting;

namespace HeadlessDiscovery.DependencyInjection;

/// <summary>Starts the loops of all registered names with the host, and does not make it wait.</summary>
internal sealed class HeadlessPeersStarter(IPeerResolverFactory factory, HeadlessPeersRegistry registry) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        registry.ThrowIfAskedForInVain();

        // A test may have put another factory in its place: its resolvers start themselves, if they start at all.
        if (factory is PeerResolverFactory ours)
        {
            foreach (var name in registry.Names)
            {
                ours.Resolver(name).Start();
            }
        }

        return Task.CompletedTask;
    }

    // The peers stay readable until the container disposes the resolvers: requests may still run.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
