using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.FusionCache;

/// <summary>Sends one invalidation to one peer, once.</summary>
internal sealed class PeerSender : IDisposable
{
    private readonly HttpClient http;
    private readonly PeerBackplaneOptions options;
    private readonly int schemePort;
    private readonly IPeerResolver peers;
    private readonly ILogger logger;

    public PeerSender(IPeerResolver peers, IOptions<PeerBackplaneOptions> options, ILogger<PeerSender> logger)
    {
        this.peers = peers;
        this.options = options.Value;
        this.logger = logger;
        schemePort = this.options.Scheme == Uri.UriSchemeHttps ? 443 : 80;

        // A separate client, because a resilience handler added to all clients of the factory has one circuit breaker for all peers.
        var handler = new SocketsHttpHandler { ConnectTimeout = this.options.SendTimeout };
        this.options.ConfigureHandler?.Invoke(handler);

        // The secret is only sent to the pod that DNS listed.
        handler.UseProxy = false;
        handler.AllowAutoRedirect = false;
        http = new HttpClient(handler) { Timeout = this.options.SendTimeout };
    }

    /// <summary>Sends it, and returns whether it does not have to be sent to the peer again.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<bool> TrySendAsync(Peer peer, Invalidation invalidation, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await PostAsync(peer, invalidation, cancellationToken).ConfigureAwait(false);
            return IsFinal(peer, invalidation, response.StatusCode);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever the error was, the peer has not received it. The timeout of an attempt is an OperationCanceledException too.
            logger.Unreachable(peer, failure.Message);
            peers.ReportUnreachable(peer, "FusionCache");
            return false;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> PostAsync(Peer peer, Invalidation invalidation, CancellationToken cancellationToken)
    {
        var port = options.Port ?? peer.Port ?? schemePort;
        var address = string.Create(CultureInfo.InvariantCulture, $"{options.Scheme}://{Host(peer)}:{port}{options.Path}?channel={Uri.EscapeDataString(invalidation.Channel)}");
        using var request = new HttpRequestMessage(invalidation.IsEverything ? HttpMethod.Delete : HttpMethod.Post, address);
        if (options.HostName is { } name)
        {
            // SocketsHttpHandler takes SNI and the name on the certificate from here.
            request.Headers.Host = port == schemePort ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{port}");
        }

        request.Headers.Add(SharedSecret.Header, options.Secret);
        request.Content = invalidation.IsEverything ? null : new ByteArrayContent(invalidation.Message);
        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    // The scope of a link-local address is kept, because it selects the interface.
    private static string Host(Peer peer) => peer.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{peer.Address}]" : peer.Address.ToString();

    private bool IsFinal(Peer peer, Invalidation invalidation, HttpStatusCode status)
    {
        switch (status)
        {
            case HttpStatusCode.NoContent:
                return true;
            case HttpStatusCode.NotFound:
                // It uses another wire version, or does not have this cache, so it never needs this message.
                logger.NoCache(peer, invalidation.Channel);
                return true;
            case HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge:
                // If it were retried, it would be rejected again and block everything after it.
                logger.Refused(peer, status, invalidation.Subject.Key);
                return true;
            default:
                logger.NotNow(peer, status);
                return false;
        }
    }
}
