using System.Collections.Concurrent;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Grpc;

/// <summary>Creates one client per name, and disposes the resources of the clients.</summary>
internal sealed class PeerGrpcClients(IServiceProvider provider, PeerGrpcClientNames names) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<(PeerGrpcClient Client, PodChannels Channels)>> clients = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<SocketsHttpHandler> handlers = [];
    private volatile bool isDisposed;

    public PeerGrpcClient Get(string name) => Made(name).Client;

    public PeerGrpcClient Plain() => Get(names.Plain());

    /// <summary>The channels of a name's pods.</summary>
    public PodChannels Channels(string name) => Made(name).Channels;

    /// <summary>The connections of a name, kept as long as the container: there is no need to renew them for DNS changes, because they are made to addresses.</summary>
    public SocketsHttpHandler NewHandler(string name)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = Options(name).ConnectTimeout,
            EnableMultipleHttp2Connections = true,

            // A proxy from the environment cannot reach a pod.
            UseProxy = false,
        };
        handlers.Add(handler);
        return handler;
    }

    public ServiceName NewServiceName(string name) => new(Options(name).HostName ?? ServiceNames.FindHost(provider, name));

    public void Dispose()
    {
        isDisposed = true;
        foreach (var made in clients.Values.Where(made => made.IsValueCreated))
        {
            made.Value.Channels.Dispose();
        }

        foreach (var handler in handlers)
        {
            handler.Dispose();
        }
    }

    private PeerGrpcClientOptions Options(string name) => provider.GetRequiredService<IOptionsMonitor<PeerGrpcClientOptions>>().Get(name);

    private (PeerGrpcClient Client, PodChannels Channels) Made(string name)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return clients.GetOrAdd(name, static (key, self) => new(() => self.New(key)), this).Value;
    }

    private (PeerGrpcClient Client, PodChannels Channels) New(string name)
    {
        var options = Options(name);
        var peers = provider.GetRequiredKeyedService<IPeerResolver>(name);
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(PeerGrpcClientNames.HttpClient(name));
        var loggers = provider.GetService<ILoggerFactory>();
        var channels = new PodChannels(peers, peer =>
        {
            // A client instead of a handler: with a handler, the channel monitors its connection itself, and fails calls for up to 2 minutes after the pod is back.
            var channel = new GrpcChannelOptions { HttpClient = client, LoggerFactory = loggers, ServiceProvider = provider };
            options.ConfigureChannel?.Invoke(channel);
            return GrpcChannel.ForAddress(PodChannels.UriOf(peer, options), channel);
        });
        return (new PeerGrpcClient(name, peers, channels, options.ToCallOptions(provider.GetService<TimeProvider>() ?? TimeProvider.System)), channels);
    }
}
