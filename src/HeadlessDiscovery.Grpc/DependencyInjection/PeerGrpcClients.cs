using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Grpc;

/// <summary>The clients of one container.</summary>
internal sealed class PeerGrpcClients(IServiceProvider provider, ClientNames names) : NamedClients<PeerGrpcClient, PodChannels>(names)
{
    public SocketsHttpHandler NewHandler(string name) => Keep(new SocketsHttpHandler
    {
        ConnectTimeout = Options(name).ConnectTimeout,
        EnableMultipleHttp2Connections = true,

        // A proxy from the environment cannot reach a pod.
        UseProxy = false,
    });

    public ServiceName NewServiceName(string name) => new(Options(name).HostName ?? ServiceNames.FindHost(provider, name));

    protected override (PeerGrpcClient Client, PodChannels Pods) New(string name)
    {
        var options = Options(name);
        var peers = provider.GetRequiredKeyedService<IPeerResolver>(name);
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Names.HttpClient(name));
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

    private PeerGrpcClientOptions Options(string name) => provider.GetRequiredService<IOptionsMonitor<PeerGrpcClientOptions>>().Get(name);
}
