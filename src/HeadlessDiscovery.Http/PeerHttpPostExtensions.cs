using System.Net;

namespace HeadlessDiscovery.Http;

/// <summary>Posts to every pod where only the status of the answer matters.</summary>
/// <remarks>A status that is no success fails the reply of that pod with <see cref="HttpRequestException"/>, whose <see cref="HttpRequestException.StatusCode"/> says which; it is an answer, so it is not reported as unreachable.</remarks>
public static class PeerHttpPostExtensions
{
    /// <summary>Posts to every pod; the replies in order of arrival. Never retried.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/invalidate</c>.</param>
    /// <param name="content">Makes the content for a pod, or null for none.</param>
    /// <param name="options">How; as <see cref="PeerHttpClientOptions"/> says where null.</param>
    /// <param name="cancellationToken">Ends all calls and the enumeration.</param>
    /// <returns>One reply for each pod, with the status of its success.</returns>
    /// <exception cref="ArgumentNullException">An argument that may not be null is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public static IAsyncEnumerable<PeerReply<HttpStatusCode>> PostEachAsync(
        this PeerHttpClient client, string path, Func<Peer, HttpContent?> content, PeerCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.SendEachAsync(Post(path, content), ReadStatus, options, cancellationToken);
    }

    /// <summary>Posts to every pod; all replies beside the snapshot that was asked. Never retried.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/invalidate</c>.</param>
    /// <param name="content">Makes the content for a pod, or null for none.</param>
    /// <param name="options">How; as <see cref="PeerHttpClientOptions"/> says where null.</param>
    /// <param name="cancellationToken">Ends all calls and the wait.</param>
    /// <returns>One reply for each pod, with the status of its success.</returns>
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
