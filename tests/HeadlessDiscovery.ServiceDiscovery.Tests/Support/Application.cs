using HeadlessDiscovery.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.ServiceDiscovery;

namespace HeadlessDiscovery.ServiceDiscovery.Tests;

/// <summary>An application with service discovery, fake peers named "orders", and a client whose every name is resolved.</summary>
internal sealed class Application : IAsyncDisposable
{
    private readonly IHost host;
    private readonly HttpClient client;

    private Application(IHost host, WrittenEndpoints written)
    {
        this.host = host;
        Written = written;
        client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("any");
    }

    public IServiceProvider Services => host.Services;

    public FakePeerResolver Peers => host.Services.GetRequiredKeyedService<FakePeerResolver>("orders");

    public ServiceEndpointResolver Endpoints => host.Services.GetRequiredService<ServiceEndpointResolver>();

    public static Application Start(Order order = Order.DiscoveryFirst, Action<IServiceCollection>? services = null, Action<IHttpClientBuilder>? http = null, params IEnumerable<KeyValuePair<string, string?>> settings) =>
        Start(order, services, _ => { }, http, settings);

    public static Application Start(Action<HeadlessServiceEndpointProviderOptions> options, Action<IServiceCollection>? services = null) =>
        Start(Order.DiscoveryFirst, services, options);

    public WrittenEndpoints Written { get; }

    public async Task<string> GetAsync(string uri, CancellationToken token) => await client.GetStringAsync(new Uri(uri), token);

    /// <summary>Who answers so many calls, and how often each.</summary>
    public async Task<string> SpreadAsync(string uri, int calls, CancellationToken token)
    {
        var answers = new List<string>();
        for (var call = 0; call < calls; call++)
        {
            answers.Add(await GetAsync(uri, token));
        }

        return string.Join(", ", answers.CountBy(answer => answer).OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Key} {answer.Value}"));
    }

    public async Task<string> EndpointsAsync(string uri, CancellationToken token) =>
        string.Join(", ", (await Endpoints.GetEndpointsAsync(uri, token)).Endpoints.Select(endpoint => endpoint.ToString()));

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private static Application Start(
        Order order,
        Action<IServiceCollection>? services,
        Action<HeadlessServiceEndpointProviderOptions> options,
        Action<IHttpClientBuilder>? http = null,
        params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var written = new WrittenEndpoints();
        ((IConfigurationBuilder)builder.Configuration).Add(written);
        foreach (var (key, value) in settings)
        {
            written.Write(key, value);
        }

        builder.Services.AddFakeHeadlessPeers("orders", _ => { });
        if (order == Order.PeersFirst)
        {
            builder.Services.AddHeadlessPeersServiceEndpointProvider(options).AddServiceDiscovery();
        }
        else
        {
            builder.Services.AddServiceDiscovery().AddHeadlessPeersServiceEndpointProvider(options);
        }

        services?.Invoke(builder.Services);

        // A connection for each call: it is the list of endpoints that is tested, not a connection that is kept.
        var any = builder.Services.AddHttpClient("any").UseSocketsHttpHandler((handler, _) => (handler.UseProxy, handler.PooledConnectionLifetime) = (false, TimeSpan.Zero));
        (http ?? (one => one.AddServiceDiscovery()))(any);
        return new Application(builder.Build(), written);
    }
}
