using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Http;

/// <summary>Addresses a request to one pod: the pod's IP address in the URI, the name of the service as Host.</summary>
internal sealed class PeerAuthority(PeerHttpClientOptions options, string? hostName)
{
    private readonly int schemePort = options.Scheme == Uri.UriSchemeHttps ? 443 : 80;

    /// <summary>Adds the pod's scheme, address and port to the request's path and query.</summary>
    public void Address(HttpRequestMessage request, Peer peer)
    {
        var port = options.Port ?? peer.Port ?? schemePort;
        request.RequestUri = UriOf(request.RequestUri, peer, port);

        // SocketsHttpHandler takes SNI, the name on the certificate and :authority from here.
        request.Headers.Host ??= HostOf(peer, port);
        if (request.Version == HttpVersion.Version11 && request.VersionPolicy == HttpVersionPolicy.RequestVersionOrLower)
        {
            request.Version = options.Version;
            request.VersionPolicy = options.VersionPolicy;
        }
    }

    private Uri UriOf(Uri? relative, Peer peer, int port)
    {
        // The scope is kept here, where it selects the interface; in the Host header it would be meaningless to the receiver.
        var host = peer.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{peer.Address}]" : peer.Address.ToString();
        var pod = new Uri(string.Create(CultureInfo.InvariantCulture, $"{options.Scheme}://{host}:{port}/"));
        if (relative is null)
        {
            return pod;
        }

        // On Unix, "/load" is parsed as an absolute file path.
        var isPath = !relative.IsAbsoluteUri || (relative.IsFile && relative.OriginalString.StartsWith('/'));
        return isPath && Uri.TryCreate(pod, relative.OriginalString, out var whole) && whole.Authority == pod.Authority && whole.Scheme == pod.Scheme
            ? whole
            : throw new InvalidOperationException($"The request URI must be relative to the pod, such as /load, but was '{relative.OriginalString}'.");
    }

    private string HostOf(Peer peer, int port)
    {
        var host = hostName ?? peer.ToHostString();
        return port == schemePort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
    }
}
