using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.ServiceDiscovery;

namespace HeadlessDiscovery.ServiceDiscovery;

/// <summary>The peers of one resolver as the endpoints of one query.</summary>
internal sealed class PeerEndpointProvider(
    ServiceEndpointQuery query,
    IPeerResolver peers,
    HeadlessServiceEndpointProviderOptions options,
    ConfiguredEndpoints configured,
    TimeProvider time) : IServiceEndpointProvider, IHostNameFeature
{
    private readonly string scheme = SchemeOf(query.IncludedSchemes, options.Scheme);
    private readonly int? port = PortOf(query);

    // One address per pod, if host names identify the pods.
    private readonly Func<PeerSnapshot, ImmutableArray<Peer>> list = options.IncludeSelf ? static snapshot => snapshot.GetMemberPods() : static snapshot => snapshot.GetPods();

    /// <summary>Host, and therefore SNI and the certificate name: the name of the service, because certificates do not contain the addresses of pods.</summary>
    public string HostName => query.ServiceName;

    public async ValueTask PopulateAsync(IServiceEndpointBuilder endpoints, CancellationToken cancellationToken)
    {
        // The first provider with endpoints wins; using both would mix pods with configured endpoints.
        if (endpoints.Endpoints.Count != 0 || configured.Exist)
        {
            return;
        }

        var snapshot = await FirstAnswerAsync(cancellationToken).ConfigureAwait(false);
        var pods = list(snapshot);
        if (pods.IsEmpty)
        {
            // An empty list would fall through to the next provider, and finally to system DNS.
            throw Failure($"The headless service '{peers.Name}' has no {(options.IncludeSelf ? "members" : "peers")}: DNS confirms that no {(snapshot.Members.IsEmpty ? "pod" : "other pod")} is listed ({snapshot.ResolvedName ?? query.ServiceName}).");
        }

        endpoints.AddChangeToken(new PeersToken(peers, snapshot, list));
        if (configured.Reload is { } reload)
        {
            endpoints.AddChangeToken(reload);
        }

        foreach (var pod in pods)
        {
            endpoints.Endpoints.Add(EndpointOf(pod));
        }
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>The source of an endpoint as shown in the log of Microsoft.Extensions.ServiceDiscovery.</summary>
    public override string ToString() => "Headless peers";

    private static HttpRequestException Failure(string message, Exception? inner = null) => new(HttpRequestError.NameResolutionError, message, inner);

    private static string SchemeOf(IReadOnlyList<string> allowed, string preferred) => allowed switch
    {
        [] => preferred,
        [var only] => only,
        _ => allowed.FirstOrDefault(one => one.Equals(preferred, StringComparison.OrdinalIgnoreCase)) ?? allowed[0],
    };

    // The query has no property for the port; only its text contains it.
    private static int? PortOf(ServiceEndpointQuery query) =>
        query.ToString() is { } text && Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"any://{text}", UriKind.Absolute, out var uri) && !uri.IsDefaultPort ? uri.Port : null;

    private async ValueTask<PeerSnapshot> FirstAnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await peers.GetPeersAsync(options.FirstAnswerTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (PeerResolutionException exception)
        {
            throw Failure($"The peers of the headless service '{peers.Name}' are not known yet: {exception.Message}", exception);
        }
    }

    private ServiceEndpoint EndpointOf(Peer pod)
    {
        // Parsed from a URI, because an IPEndPoint would get the first scheme of the query, which causes a TLS error if the pod serves plain HTTP.
        var text = (port ?? pod.Port) is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"{scheme}://{pod.ToHostString()}:{known}")
            : $"{scheme}://{pod.ToHostString()}";
        if (!ServiceEndpoint.TryParse(text, out var endpoint))
        {
            throw new InvalidOperationException($"'{text}' is not a service endpoint.");
        }

        endpoint.Features.Set<IServiceEndpointProvider>(this);
        endpoint.Features.Set<IHostNameFeature>(this);
        return endpoint;
    }
}
