using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;

namespace HeadlessDiscovery.Http;

/// <summary>JSON to and from every pod, by source-generated type information.</summary>
/// <remarks>A status that is no success fails the reply of that pod with <see cref="HttpRequestException"/>, whose <see cref="HttpRequestException.StatusCode"/> says which; it is an answer, so it is not reported as unreachable.</remarks>
public static class PeerHttpJsonExtensions
{
    /// <summary>Gets JSON from every pod; the replies in order of arrival.</summary>
    /// <typeparam name="T">What the JSON is read as.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/load</c>.</param>
    /// <param name="type">The type information of <typeparamref name="T"/>, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    /// <param name="options">How; as <see cref="PeerHttpClientOptions"/> says where null.</param>
    /// <param name="cancellationToken">Ends all calls and the enumeration.</param>
    /// <returns>One reply for each pod. The JSON <c>null</c> is a success without a value.</returns>
    /// <exception cref="ArgumentNullException">An argument that may not be null is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public static IAsyncEnumerable<PeerReply<T>> GetFromJsonEachAsync<T>(
        this PeerHttpClient client, string path, JsonTypeInfo<T> type, PeerCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Checked(client, path).SendEachAsync(Get(path), Reader(type), options, cancellationToken);

    /// <summary>Gets JSON from every pod; all replies beside the snapshot that was asked.</summary>
    /// <typeparam name="T">What the JSON is read as.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/load</c>.</param>
    /// <param name="type">The type information of <typeparamref name="T"/>, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    /// <param name="options">How; as <see cref="PeerHttpClientOptions"/> says where null.</param>
    /// <param name="cancellationToken">Ends all calls and the wait.</param>
    /// <returns>One reply for each pod. The JSON <c>null</c> is a success without a value.</returns>
    /// <exception cref="ArgumentNullException">An argument that may not be null is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public static ValueTask<PeerReplies<T>> GetFromJsonAllAsync<T>(
        this PeerHttpClient client, string path, JsonTypeInfo<T> type, PeerCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Checked(client, path).SendAllAsync(Get(path), Reader(type), options, cancellationToken);

    /// <summary>Posts JSON to every pod and reads JSON back; the replies in order of arrival. Never retried.</summary>
    /// <typeparam name="TValue">What is posted.</typeparam>
    /// <typeparam name="T">What the answer is read as.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/load</c>.</param>
    /// <param name="value">What is posted; written anew for each pod.</param>
    /// <param name="valueType">The type information of <typeparamref name="TValue"/>.</param>
    /// <param name="type">The type information of <typeparamref name="T"/>.</param>
    /// <param name="options">How; as <see cref="PeerHttpClientOptions"/> says where null.</param>
    /// <param name="cancellationToken">Ends all calls and the enumeration.</param>
    /// <returns>One reply for each pod. The JSON <c>null</c> is a success without a value.</returns>
    /// <exception cref="ArgumentNullException">An argument that may not be null is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public static IAsyncEnumerable<PeerReply<T>> PostAsJsonEachAsync<TValue, T>(
        this PeerHttpClient client, string path, TValue value, JsonTypeInfo<TValue> valueType, JsonTypeInfo<T> type, PeerCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Checked(client, path).SendEachAsync(Post(path, value, valueType), Reader(type), options, cancellationToken);

    /// <summary>Posts JSON to every pod and reads JSON back; all replies beside the snapshot that was asked. Never retried.</summary>
    /// <typeparam name="TValue">What is posted.</typeparam>
    /// <typeparam name="T">What the answer is read as.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/load</c>.</param>
    /// <param name="value">What is posted; written anew for each pod.</param>
    /// <param name="valueType">The type information of <typeparamref name="TValue"/>.</param>
    /// <param name="type">The type information of <typeparamref name="T"/>.</param>
    /// <param name="options">How; as <see cref="PeerHttpClientOptions"/> says where null.</param>
    /// <param name="cancellationToken">Ends all calls and the wait.</param>
    /// <returns>One reply for each pod. The JSON <c>null</c> is a success without a value.</returns>
    /// <exception cref="ArgumentNullException">An argument that may not be null is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public static ValueTask<PeerReplies<T>> PostAsJsonAllAsync<TValue, T>(
        this PeerHttpClient client, string path, TValue value, JsonTypeInfo<TValue> valueType, JsonTypeInfo<T> type, PeerCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Checked(client, path).SendAllAsync(Post(path, value, valueType), Reader(type), options, cancellationToken);

    private static PeerHttpClient Checked(PeerHttpClient client, string path)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(path);
        return client;
    }

    private static Func<Peer, HttpRequestMessage> Get(string path) => _ => new HttpRequestMessage(HttpMethod.Get, path);

    private static Func<Peer, HttpRequestMessage> Post<TValue>(string path, TValue value, JsonTypeInfo<TValue> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return _ => new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(value, type) };
    }

    private static Func<HttpResponseMessage, CancellationToken, ValueTask<T>> Reader<T>(JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return async (response, token) =>
            (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(type, token).ConfigureAwait(false))!;
    }
}
