using System.Collections.Concurrent;
using HeadlessDiscovery.RealDns.Tests.Servers;

[assembly: AssemblyFixture(typeof(RealServers))]

namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>The servers that tests share: each is started when the first test asks for it, and ended with the run.</summary>
public sealed class RealServers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(Authority, Datagram), Lazy<Task<AuthoritativeServer>>> authorities = new();
    private readonly ConcurrentDictionary<(Authority, Cache, Datagram), Lazy<Task<CachingServer>>> caches = new();

    public async ValueTask DisposeAsync()
    {
        var started = caches.Values.Select(cache => cache.Value).Cast<Task>().Concat(authorities.Values.Select(authority => authority.Value));
        foreach (var task in started)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var cache in caches.Values.Where(cache => cache.Value.IsCompletedSuccessfully))
        {
            await (await cache.Value).DisposeAsync();
        }

        foreach (var authority in authorities.Values.Where(authority => authority.Value.IsCompletedSuccessfully))
        {
            await (await authority.Value).DisposeAsync();
        }
    }

    /// <summary>The way to the zone over an authority, and a cache where one is wanted; skips the test where a server is not installed.</summary>
    internal async Task<Cluster> ClusterAsync(Authority authority, Cache cache, Datagram datagram = Datagram.Usual)
    {
        Installed.Require(authority, cache);
        var server = await authorities.GetOrAdd((authority, datagram), key => new(() => StartAsync(AuthoritativeServer.Of(key.Item1, key.Item2)))).Value;
        return cache == Cache.None
            ? new Cluster(server, server)
            : new Cluster(server, await caches.GetOrAdd((authority, cache, datagram), key => new(() => StartAsync(CachingServer.Of(key.Item2, server.EndPoint, key.Item3)))).Value);
    }

    /// <summary>Servers that only this test has, because it kills them.</summary>
    internal static async Task<Cluster> OwnClusterAsync(Authority authority, Cache cache)
    {
        Installed.Require(authority, cache);
        var server = await StartAsync(AuthoritativeServer.Of(authority, Datagram.Usual));
        return cache == Cache.None ? new Cluster(server, server) : new Cluster(server, await StartAsync(CachingServer.Of(cache, server.EndPoint, Datagram.Usual)));
    }

    /// <summary>A server of one test; <see cref="Installed"/> is asked first.</summary>
    internal static async Task<TServer> StartAsync<TServer>(TServer server)
        where TServer : RealServer
    {
        await server.StartAsync();
        return server;
    }
}
