using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>A cluster's DNS as a pod sees it: the server in its resolv.conf, and the authority that the controller updates.</summary>
internal sealed class Cluster(AuthoritativeServer authority, RealServer asked) : IAsyncDisposable
{
    private static readonly string ResolvConf = WriteResolvConf();

    public AuthoritativeServer Authority => authority;

    /// <summary>What pods ask: the authority itself, or the cache before it.</summary>
    public RealServer Asked => asked;

    public Task AddAsync(IEnumerable<ZoneRecord> records, CancellationToken cancellationToken) => authority.AddAsync(records, cancellationToken);

    public Task RemoveAsync(IEnumerable<ZoneRecord> records, CancellationToken cancellationToken) => authority.RemoveAsync(records, cancellationToken);

    /// <summary>A resolver in a pod of the namespace <c>default</c>, which is no pod of the service.</summary>
    public PeerResolver Resolver(string service, Action<HeadlessPeersOptions>? configure = null) => new(service, options =>
    {
        options.ResolvConfPath = ResolvConf;
        options.NameServers.Add(asked.EndPoint.ToString());
        options.Family = PeerFamily.IPv4;
        options.Membership = PeerMembership.Client;
        options.SelfAddresses.Add("192.0.2.1");
        options.MinRefreshInterval = TimeSpan.FromMilliseconds(50);
        options.MaxRefreshInterval = TimeSpan.FromSeconds(1);
        options.RemovalConfirmations = 2;
        options.MassRemovalHold = TimeSpan.FromSeconds(1);
        configure?.Invoke(options);
    });

    /// <summary>Without hedging, so that a slow machine does not add tries to the story of a look-up.</summary>
    public PeerResolver Unhedged(string service, Action<HeadlessPeersOptions>? configure = null) => Resolver(service, options =>
    {
        options.HedgeDelay = Timeout.InfiniteTimeSpan;
        configure?.Invoke(options);
    });

    public async ValueTask DisposeAsync()
    {
        await asked.DisposeAsync();
        if (!ReferenceEquals(asked, authority))
        {
            await authority.DisposeAsync();
        }
    }

    // As kubelet writes it, with a search domain of the node at the end; it cannot name a port, so NameServers does.
    private static string WriteResolvConf()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "pod-resolv.conf");
        File.WriteAllText(path, $"nameserver 10.96.0.10\nsearch default.svc.cluster.local svc.cluster.local cluster.local {ForeignZone.Name}\noptions ndots:5\n");
        return path;
    }
}
