using System.Net;
using HeadlessDiscovery;
using Microsoft.Extensions.Options;

namespace PeerCache.Backplane;

/// <summary>Tells one peer one thing, once.</summary>
internal sealed partial class PeerSender : IDisposable
{
    private readonly HttpClient http;
    private readonly string secret;
    private readonly IPeerResolver peers;
    private readonly ILogger logger;

    public PeerSender(IPeerResolver peers, IOptions<PeerBackplaneOptions> options, ILogger<PeerSender> logger)
    {
        // A client of its own: a resilience handler that is added to all clients of the factory has one circuit breaker for all peers.
        // No proxy and no redirect: the secret goes to the pod that DNS named, and nowhere else.
        var handler = new SocketsHttpHandler { ConnectTimeout = options.Value.SendTimeout, UseProxy = false, AllowAutoRedirect = false };
        http = new HttpClient(handler) { Timeout = options.Value.SendTimeout };
        secret = options.Value.Secret;
        this.peers = peers;
        this.logger = logger;
    }

    /// <summary>Whether the peer need not be told again.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<bool> TrySendAsync(Peer peer, Invalidation invalidation, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await PostAsync(peer, invalidation, cancellationToken);
            return IsFinal(peer, invalidation, response.StatusCode);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was, the peer has not been told. The time for one try ends as OperationCanceledException too.
            LogUnreachable(peer, failure.Message);
            peers.ReportUnreachable(peer);
            return false;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> PostAsync(Peer peer, Invalidation invalidation, CancellationToken cancellationToken)
    {
        var address = $"http://{peer}{PeerBackplaneEndpoints.Path}?channel={Uri.EscapeDataString(invalidation.Channel)}";
        using var request = new HttpRequestMessage(invalidation.IsEverything ? HttpMethod.Delete : HttpMethod.Post, address);
        request.Headers.Add(SharedSecret.Header, secret);
        request.Content = invalidation.IsEverything ? null : new ByteArrayContent(invalidation.Message);
        return await http.SendAsync(request, cancellationToken);
    }

    private bool IsFinal(Peer peer, Invalidation invalidation, HttpStatusCode status)
    {
        switch (status)
        {
            case HttpStatusCode.NoContent:
                return true;
            case HttpStatusCode.NotFound:
                // It speaks another wire version, or has no such cache: it will never want to know.
                LogNoCache(peer, invalidation.Channel);
                return true;
            case HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge:
                // Said again it would be refused again, and hold back all that comes after it.
                LogRefused(peer, status, invalidation.Subject.Key);
                return true;
            default:
                LogNotNow(peer, status);
                return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Peer} could not be told and will be: {Failure}")]
    private partial void LogUnreachable(Peer peer, string failure);

    [LoggerMessage(LogLevel.Information, "{Peer} has no cache on {Channel}")]
    private partial void LogNoCache(Peer peer, string channel);

    [LoggerMessage(LogLevel.Error, "{Peer} answered {Status}: {Key} stays old there until it expires")]
    private partial void LogRefused(Peer peer, HttpStatusCode status, string? key);

    [LoggerMessage(LogLevel.Warning, "{Peer} answered {Status} and will be told again")]
    private partial void LogNotNow(Peer peer, HttpStatusCode status);
}
