using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Http;

/// <summary>Creates one client per name, and disposes the resources of the clients.</summary>
internal sealed class PeerHttpClientFactory(IServiceProvider provider, PeerHttpClientNames names) : IPeerHttpClientFactory, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<(PeerHttpClient Client, PeerPipelines Pipelines)>> clients = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<SocketsHttpHandler> handlers = [];
    private volatile bool isDisposed;

    public PeerHttpClient Get(string name) => Made(name).Client;

    public PeerHttpClient Plain() => Get(names.Plain());

    /// <summary>The pipelines of a name's pods.</summary>
    public PeerPipelines Pipelines(string name) => Made(name).Pipelines;

    /// <summary>The connections of a name, kept as long as the container: there is no need to renew them for DNS changes, because they are made to addresses.</summary>
    public SocketsHttpHandler NewHandler(string name)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = Options(name).ConnectTimeout,

            // A proxy from the environment cannot reach a pod, and NO_PROXY does not support address ranges in .NET.
            UseProxy = false,

            // Following a redirect would leave the pod, so the redirect is the pod's response.
            AllowAutoRedirect = false,

            // A cookie of one pod must not be sent to the next pod with the same address.
            UseCookies = false,
        };
        handlers.Add(handler);
        return handler;
    }

    public PeerHttpClientOptions Options(string name) => provider.GetRequiredService<IOptionsMonitor<PeerHttpClientOptions>>().Get(name);

    public void Dispose()
    {
        isDisposed = true;
        foreach (var made in clients.Values.Where(made => made.IsValueCreated))
        {
            made.Value.Pipelines.Dispose();
        }

        foreach (var handler in handlers)
        {
            handler.Dispose();
        }
    }

    private (PeerHttpClient Client, PeerPipelines Pipelines) Made(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (!names.Contains(name))
        {
            throw new InvalidOperationException($"There is no client '{name}': call AddPeerHttpClient(\"{name}\") first. Registered clients: {names}.");
        }

        return clients.GetOrAdd(name, static (key, self) => new(() => self.New(key)), this).Value;
    }

    private (PeerHttpClient Client, PeerPipelines Pipelines) New(string name)
    {
        var options = Options(name);
        var time = provider.GetService<TimeProvider>() ?? TimeProvider.System;
        var peers = provider.GetRequiredKeyedService<IPeerResolver>(name);
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(PeerHttpClientNames.HttpClient(name));
        var pipelines = new PeerPipelines(peers, options, time);
        var authority = new PeerAuthority(options, options.HostName ?? ServiceNames.FindHost(provider, name));
        return (new PeerHttpClient(name, peers, new PeerHttpCalls(peers, client, options, authority, pipelines), options.ToCallOptions(time)), pipelines);
    }
}
