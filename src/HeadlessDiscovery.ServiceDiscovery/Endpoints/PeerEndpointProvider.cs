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

    // One address of each pod, where host names tell.
    private readonly Func<PeerSnapshot, ImmutableArray<Peer>> list = options.IncludeSelf ? static snapshot => snapshot.GetMemberPods() : static snapshot => snapshot.GetPods();

    /// <summary>Host, and so the name of SNI and on the certificate: that of the service, because no certificate has the addresses of pods.</summary>
    public string HostName => query.ServiceName;

    public async ValueTask PopulateAsync(IServiceEndpointBuilder endpoints, CancellationToken cancellationToken)
    {
        // Whoever comes first answers alone: both together would mix pods with what was written by hand.
        if (endpoints.Endpoints.Count != 0 || configured.Exist)
        {
            return;
        }

        var snapshot = await FirstAnswerAsync(cancellationToken).ConfigureAwait(false);
        var pods = list(snapshot);
        if (pods.IsEmpty)
        {
            // An empty list would fall through to the next provider, and so to system DNS.
            throw Failure($"The headless service '{peers.Name}' has no {(options.IncludeSelf ? "members" : "peers")}: DNS confirms that nobody {(snapshot.Members.IsEmpty ? "is" : "else is")} listed ({snapshot.ResolvedName ?? query.ServiceName}).");
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

    /// <summary>What the log of Microsoft.Extensions.ServiceDiscovery shows as the source of an endpoint.</summary>
    public override string ToString() => "Headless peers";

    private static HttpRequestException Failure(string message, Exception? inner = null) => new(HttpRequestError.NameResolutionError, message, inner);

    private static string SchemeOf(IReadOnlyList<string> allowed, string preferred) => allowed switch
    {
        [] => preferred,
        [var only] => only,
        _ => allowed.FirstOrDefault(one => one.Equals(preferred, StringComparison.OrdinalIgnoreCase)) ?? allowed[0],
    };

    // The query has no port of its own; its text has.
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
        // Parsed from a URI, because an IPEndPoint gets the first scheme of the query: a TLS error where the pod serves plain HTTP.
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
