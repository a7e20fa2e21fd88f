using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Discovery;
using Microsoft.Extensions.DependencyInjection;
using AkkaLookup = Akka.Discovery.Lookup;

namespace HeadlessDiscovery.Akka;

/// <summary>Provides the pods of a headless service to libraries that use Akka.Discovery: Akka.Management's bootstrap, and ClusterClient. This pod is included.</summary>
/// <remarks>
/// Configured by <see cref="HeadlessServiceDiscoveryOptions"/>. The service name of a lookup is a registration name of <c>AddHeadlessPeers</c>, or else the name of the Service itself.
/// The pods are read from memory. Before the first verified answer, a lookup waits, and fails after its timeout, because an empty result would mean that there are no pods.
/// </remarks>
public sealed class HeadlessServiceDiscovery : ServiceDiscovery
{
    private readonly IPeerResolverFactory resolvers;
    private readonly int port;

    /// <summary>Called by Akka.</summary>
    /// <param name="system">The actor system, created by Akka.Hosting.</param>
    /// <param name="config">The configuration section of this discovery method, which contains <c>port</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The services of the application have no peers: <c>AddHeadlessPeers</c> was not called.</exception>
    public HeadlessServiceDiscovery(ExtendedActorSystem system, Config config)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(config);
        resolvers = system.Services().GetService<IPeerResolverFactory>()
            ?? throw new InvalidOperationException($"{nameof(HeadlessServiceDiscovery)} needs peers: call services.AddHeadlessPeers(\"SERVICE\") or services.AddHeadlessPeersFactory().");
        port = config.GetInt("port", HeadlessServiceDiscoveryOptions.ManagementPort);
    }

    /// <summary>Returns the members of the service: its pods, including held ones and this one.</summary>
    /// <param name="lookup">The service. With a port name, the port of the peers is returned (<see cref="HeadlessPeersOptions.PortName"/>); without one, the port of the options.</param>
    /// <param name="resolveTimeout">How long to wait for the first verified answer.</param>
    /// <returns>The members, sorted by address. Empty only if DNS has confirmed that there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="lookup"/> is null.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer in time.</exception>
    public override async Task<Resolved> Lookup(AkkaLookup lookup, TimeSpan resolveTimeout)
    {
        ArgumentNullException.ThrowIfNull(lookup);
        var snapshot = await resolvers.Get(lookup.ServiceName).GetPeersAsync(resolveTimeout).ConfigureAwait(false);
        return new Resolved(lookup.ServiceName, snapshot.Members.Select(member => Target(member, lookup)));
    }

    private ResolvedTarget Target(Peer member, AkkaLookup lookup) => new(
        member.Address.AddressFamily == AddressFamily.InterNetworkV6 ? member.ToHostString() : member.Address.ToString(),
        string.IsNullOrEmpty(lookup.PortName) ? port : member.Port ?? port,
        member.Address);
}
