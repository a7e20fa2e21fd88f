using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Http;

/// <summary>The clients of one container.</summary>
internal sealed class PeerHttpClientFactory(IServiceProvider provider, ClientNames names) : NamedClients<PeerHttpClient, PeerPipelines>(names), IPeerHttpClientFactory
{
    public SocketsHttpHandler NewHandler(string name) => Keep(new SocketsHttpHandler
    {
        ConnectTimeout = Options(name).ConnectTimeout,

        // A proxy from the environment cannot reach a pod, and NO_PROXY does not support address ranges in .NET.
        UseProxy = false,

        // Following a redirect would leave the pod, so the redirect is the pod's response.
        AllowAutoRedirect = false,

        // A cookie of one pod must not be sent to the next pod with the same address.
        UseCookies = false,
    });

    public PeerHttpClientOptions Options(string name) => provider.GetRequiredService<IOptionsMonitor<PeerHttpClientOptions>>().Get(name);

    protected override (PeerHttpClient Client, PeerPipelines Pods) New(string name)
    {
        var options = Options(name);
        var time = provider.GetService<TimeProvider>() ?? TimeProvider.System;
        var peers = provider.GetRequiredKeyedService<IPeerResolver>(name);
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Names.HttpClient(name));
        var pipelines = new PeerPipelines(peers, options, time);
        var authority = new PeerAuthority(options, options.HostName ?? ServiceNames.FindHost(provider, name));
        return (new PeerHttpClient(name, peers, new PeerHttpCalls(peers, client, options, authority, pipelines), options.ToCallOptions(time)), pipelines);
    }
}
