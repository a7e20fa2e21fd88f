using System.Net;

namespace HeadlessDiscovery.Http;

/// <summary>Posts to every pod, for requests of which only the response status matters.</summary>
/// <remarks>A status other than success is an <see cref="HttpRequestException"/> with its <see cref="HttpRequestException.StatusCode"/> in the reply of that pod. The pod has responded, so it is not reported as unreachable.</remarks>
public static class PeerHttpPostExtensions
{
    /// <summary>Posts to every pod, and yields replies in order of arrival. It is never retried.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/invalidate</c>.</param>
    /// <param name="content">Creates the content for a pod, or null for no content.</param>
    /// <param name="options">The options of this call; null to use those of <see cref="PeerHttpClientOptions"/>.</param>
    /// <param name="cancellationToken">Cancels all calls and the enumeration.</param>
    /// <returns>One reply per pod, with its success status.</returns>
    /// <exception cref="ArgumentNullException">An argument that may not be null is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public static IAsyncEnumerable<PeerReply<HttpStatusCode>> PostEachAsync(
        this PeerHttpClient client, string path, Func<Peer, HttpContent?> content, PeerCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.SendEachAsync(Post(path, content), ReadStatus, options, cancellationToken);
    }

    /// <summary>Posts to every pod, and returns all replies together with the snapshot that was called. It is never retried.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/invalidate</c>.</param>
    /// <param name="content">Creates the content for a pod, or null for no content.</param>
    /// <param name="options">The options of this call; null to use those of <see cref="PeerHttpClientOptions"/>.</param>
    /// <param name="cancellationToken">Cancels all calls and the wait.</param>
    /// <returns>One reply per pod, with its success status.</returns>
    /// <exception cref="ArgumentNullException">An argument that may not be null is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public static ValueTask<PeerReplies<HttpStatusCode>> PostAllAsync(
        this PeerHttpClient client, string path, Func<Peer, HttpContent?> content, PeerCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.SendAllAsync(Post(path, content), ReadStatus, options, cancellationToken);
    }

    private static Func<Peer, HttpRequestMessage> Post(string path, Func<Peer, HttpContent?> content)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        return peer => new HttpRequestMessage(HttpMethod.Post, path) { Content = content(peer) };
    }

    private static ValueTask<HttpStatusCode> ReadStatus(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(response.EnsureSuccessStatusCode().StatusCode);
}
