using System.Net;
using HeadlessDiscovery;
using HeadlessDiscovery.Redis;

namespace StackExchange.Redis;

/// <summary>Connects StackExchange.Redis to nodes behind a headless service.</summary>
public static class HeadlessConfigurationOptionsExtensions
{
    /// <summary>Makes the pods of a headless service the end points, and keeps them up to date: a multiplexer made from these options connects to the pods that are listed when it connects.</summary>
    /// <param name="options">The options, without end points and without a tunnel.</param>
    /// <param name="peers">The nodes. Their port is not used.</param>
    /// <param name="nodes">How many nodes there are at most: the replicas. A multiplexer cannot be given more end points later. With more pods than that some are not connected to, and the primary may be one of them.</param>
    /// <param name="port">The port of all nodes, 6379 where they have the default.</param>
    /// <returns>The same options, with <see cref="ConfigurationOptions.AbortOnConnectFail"/> off, because a pod may come later.</returns>
    /// <remarks>
    /// Each end point is a place, named <c>node-0.NAME</c>, for a pod. A place keeps its pod for as long as that is listed, and takes a new one when it connects again; the multiplexer connects again by itself.
    /// Which node is the primary is found by the multiplexer. With TLS set <see cref="ConfigurationOptions.SslHost"/> to the name on the certificates.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="nodes"/> is less than 1, or <paramref name="port"/> is not between 1 and 65535.</exception>
    /// <exception cref="ArgumentException">The options have end points or a tunnel already.</exception>
    public static ConfigurationOptions UseHeadlessNodes(this ConfigurationOptions options, IPeerResolver peers, int nodes, int port)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(peers);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        if (options.EndPoints.Count > 0 || options.Tunnel is not null)
        {
            throw new ArgumentException("The end points and the tunnel of these options are made from the pods, so both must be empty.", nameof(options));
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
