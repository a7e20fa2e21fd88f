using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Http;

/// <summary>Makes one client per name, and disposes what the clients hold.</summary>
internal sealed class PeerHttpClientFactory(IServiceProvider provider, PeerHttpClientNames names) : IPeerHttpClientFactory, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<(PeerHttpClient Client, PeerPipelines Pipelines)>> clients = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<SocketsHttpHandler> handlers = [];
    private volatile bool isDisposed;

    public PeerHttpClient Get(string name) => Made(name).Client;

    public PeerHttpClient Plain() => Get(names.Plain());

    /// <summary>The pipelines of a name's pods.</summary>
    public PeerPipelines Pipelines(string name) => Made(name).Pipelines;

    /// <summary>The connections of a name, kept as long as the container: to renew them for the sake of DNS makes no sense where nobody asks it.</summary>
    public SocketsHttpHandler NewHandler(string name)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = Options(name).ConnectTimeout,

            // A pod is called itself: a proxy of the environment cannot reach it, and NO_PROXY knows no address ranges here.
            UseProxy = false,

            // A redirect would leave the pod; it is that pod's answer.
            AllowAutoRedirect = false,

            // What one pod wants remembered is no business of the next pod that has its address.
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
            throw new InvalidOperationException($"There is no client '{name}': call AddPeerHttpClient(\"{name}\") first. There are: {names}.");
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
