using System.Net;
using HeadlessDiscovery;
using HeadlessDiscovery.Redis;

namespace StackExchange.Redis;

/// <summary>Connects StackExchange.Redis to nodes behind a headless service.</summary>
public static class HeadlessConfigurationOptionsExtensions
{
    /// <summary>Uses the pods of a headless service as endpoints, and keeps them up to date: a multiplexer created from these options always connects to the pods that are listed at that time.</summary>
    /// <param name="options">The options, without endpoints and without a tunnel.</param>
    /// <param name="peers">The nodes. Their port is not used.</param>
    /// <param name="nodes">The maximum number of nodes, which is the number of replicas. Endpoints cannot be added to a multiplexer later. If there are more pods, some of them are not connected to, possibly including the primary.</param>
    /// <param name="port">The port of all nodes; Redis's default is 6379.</param>
    /// <returns>The same options, with <see cref="ConfigurationOptions.AbortOnConnectFail"/> disabled, because a pod may start later.</returns>
    /// <remarks>
    /// Each endpoint is a placeholder for a pod, called <c>node-0.NAME</c>. It keeps its pod for as long as that is listed, and gets another one when it reconnects; the multiplexer reconnects by itself.
    /// The multiplexer determines which node is the primary. With TLS, set <see cref="ConfigurationOptions.SslHost"/> to the name on the certificates.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="nodes"/> is less than 1, or <paramref name="port"/> is not between 1 and 65535.</exception>
    /// <exception cref="ArgumentException">The options already have endpoints or a tunnel.</exception>
    public static ConfigurationOptions UseHeadlessNodes(this ConfigurationOptions options, IPeerResolver peers, int nodes, int port)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(peers);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        if (options.EndPoints.Count > 0 || options.Tunnel is not null)
        {
            throw new ArgumentException("The endpoints and the tunnel of these options are created from the pods, so they must not be set.", nameof(options));
        }

        var tunnel = new HeadlessTunnel(peers, nodes, port);
        foreach (var node in tunnel.EndPoints)
        {
            options.EndPoints.Add(node);
        }

        options.Tunnel = tunnel;
        options.AbortOnConnectFail = false;
        return options;
    }
}
