using System.Net;
using HeadlessDiscovery.RealDns.Tests.Zones;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>A cluster's DNS as a pod sees it: the server in its resolv.conf, and the authority that the controller updates.</summary>
internal sealed class Cluster(AuthoritativeServer authority, RealServer asked) : IAsyncDisposable
{
    private static readonly string ResolvConf = WriteResolvConf("pod-resolv.conf", "ndots:5");
    private static readonly string RotatedResolvConf = WriteResolvConf("pod-rotate-resolv.conf", "ndots:5 rotate");

    public AuthoritativeServer Authority => authority;

    /// <summary>What pods ask: the authority itself, or the cache before it.</summary>
    public RealServer Asked => asked;

    public Task AddAsync(IEnumerable<ZoneRecord> records, CancellationToken cancellationToken) => authority.AddAsync(records, cancellationToken);

    public Task RemoveAsync(IEnumerable<ZoneRecord> records, CancellationToken cancellationToken) => authority.RemoveAsync(records, cancellationToken);

    /// <summary>A resolver in a pod of the namespace <c>default</c>, which is no pod of the service.</summary>
    public PeerResolver Resolver(string service, Action<HeadlessPeersOptions>? configure = null) => new(service, options =>
    {
        AskedBy(options, [asked.EndPoint]);
        options.MinRefreshInterval = TimeSpan.FromMilliseconds(50);
        options.MaxRefreshInterval = TimeSpan.FromSeconds(1);
        options.RemovalConfirmations = 2;
        options.MassRemovalHold = TimeSpan.FromSeconds(1);
        configure?.Invoke(options);
    });

    /// <summary>Without hedging, so that a slow machine does not add tries to the story of a lookup.</summary>
    public PeerResolver Unhedged(string service, Action<HeadlessPeersOptions>? configure = null) => Resolver(service, options =>
    {
        options.HedgeDelay = Timeout.InfiniteTimeSpan;
        configure?.Invoke(options);
    });

    /// <summary>A resolver with the options as they come, which is no pod of the service.</summary>
    public static PeerResolver Plain(string service, params IEnumerable<RealServer> servers) => Plain(service, loggerFactory: null, servers);

    /// <inheritdoc cref="Plain(string, IEnumerable{RealServer})"/>
    public static PeerResolver Plain(string service, ILoggerFactory? loggerFactory, params IEnumerable<RealServer> servers) =>
        new(service, options => AskedBy(options, servers.Select(server => server.EndPoint)), loggerFactory);

    /// <summary>As <see cref="Plain"/>, with <c>options rotate</c>: the servers are asked in turn.</summary>
    public static PeerResolver Rotated(string service, ILoggerFactory? loggerFactory, params IEnumerable<RealServer> servers) => new(
        service,
        options =>
        {
            AskedBy(options, servers.Select(server => server.EndPoint));
            options.ResolvConfPath = RotatedResolvConf;
        },
        loggerFactory);

    /// <summary>Names the servers that a pod asks, and what it has beside them.</summary>
    public static void AskedBy(HeadlessPeersOptions options, IEnumerable<IPEndPoint> servers)
    {
        options.ResolvConfPath = ResolvConf;
        foreach (var server in servers)
        {
            options.NameServers.Add(server.ToString());
        }

        options.Family = PeerFamily.IPv4;
        options.Membership = PeerMembership.Client;
        options.SelfAddresses.Add("192.0.2.1");
    }

    public async ValueTask DisposeAsync()
    {
        await asked.DisposeAsync();
        if (!ReferenceEquals(asked, authority))
        {
            await authority.DisposeAsync();
        }
    }

    // As kubelet writes it, with a search domain of the node at the end; it cannot name a port, so NameServers does.
    private static string WriteResolvConf(string file, string resolverOptions)
    {
        var path = Path.Combine(AppContext.BaseDirectory, file);
        File.WriteAllText(path, $"nameserver 10.96.0.10\nsearch default.svc.cluster.local svc.cluster.local cluster.local {ForeignZone.Name}\noptions {resolverOptions}\n");
        return path;
    }
}
