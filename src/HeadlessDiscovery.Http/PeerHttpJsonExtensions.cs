using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;

namespace HeadlessDiscovery.Http;

/// <summary>Sends JSON to every pod and reads JSON back, with source-generated type information.</summary>
/// <remarks>A status other than success is an <see cref="HttpRequestException"/> with its <see cref="HttpRequestException.StatusCode"/> in the reply of that pod. The pod has responded, so it is not reported as unreachable.</remarks>
public static class PeerHttpJsonExtensions
{
    /// <summary>Gets JSON from every pod, and yields replies in order of arrival.</summary>
    /// <typeparam name="T">The type to deserialize the response to.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/load</c>.</param>
    /// <param name="type">The type information of <typeparamref name="T"/>, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    /// <param name="options">The options of this call; null to use those of <see cref="PeerHttpClientOptions"/>.</param>
    /// <param name="cancellationToken">Cancels all calls and the enumeration.</param>
    /// <returns>One reply per pod. The JSON value <c>null</c> is a success without a value.</returns>
    /// <exception cref="ArgumentNullException">An argument that may not be null is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public static IAsyncEnumerable<PeerReply<T>> GetFromJsonEachAsync<T>(
        this PeerHttpClient client, string path, JsonTypeInfo<T> type, PeerCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Checked(client, path).SendEachAsync(Get(path), Reader(type), options, cancellationToken);

    /// <summary>Gets JSON from every pod, and returns all replies together with the snapshot that was called.</summary>
    /// <typeparam name="T">The type to deserialize the response to.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/load</c>.</param>
    /// <param name="type">The type information of <typeparamref name="T"/>, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    /// <param name="options">The options of this call; null to use those of <see cref="PeerHttpClientOptions"/>.</param>
    /// <param name="cancellationToken">Cancels all calls and the wait.</param>
    /// <returns>One reply per pod. The JSON value <c>null</c> is a success without a value.</returns>
    /// <exception cref="ArgumentNullException">An argument that may not be null is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public static ValueTask<PeerReplies<T>> GetFromJsonAllAsync<T>(
        this PeerHttpClient client, string path, JsonTypeInfo<T> type, PeerCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Checked(client, path).SendAllAsync(Get(path), Reader(type), options, cancellationToken);

    /// <summary>Posts JSON to every pod, and yields JSON replies in order of arrival. It is never retried.</summary>
    /// <typeparam name="TValue">The type of the posted value.</typeparam>
    /// <typeparam name="T">The type to deserialize the response to.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/load</c>.</param>
    /// <param name="value">The value to post; it is serialized for each pod.</param>
    /// <param name="valueType">The type information of <typeparamref name="TValue"/>.</param>
    /// <param name="type">The type information of <typeparamref name="T"/>.</param>
    /// <param name="options">The options of this call; null to use those of <see cref="PeerHttpClientOptions"/>.</param>
    /// <param name="cancellationToken">Cancels all calls and the enumeration.</param>
    /// <returns>One reply per pod. The JSON value <c>null</c> is a success without a value.</returns>
    /// <exception cref="ArgumentNullException">An argument that may not be null is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public static IAsyncEnumerable<PeerReply<T>> PostAsJsonEachAsync<TValue, T>(
        this PeerHttpClient client, string path, TValue value, JsonTypeInfo<TValue> valueType, JsonTypeInfo<T> type, PeerCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Checked(client, path).SendEachAsync(Post(path, value, valueType), Reader(type), options, cancellationToken);

    /// <summary>Posts JSON to every pod, and returns all JSON replies together with the snapshot that was called. It is never retried.</summary>
    /// <typeparam name="TValue">The type of the posted value.</typeparam>
    /// <typeparam name="T">The type to deserialize the response to.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="path">The URI relative to a pod, such as <c>/load</c>.</param>
    /// <param name="value">The value to post; it is serialized for each pod.</param>
    /// <param name="valueType">The type information of <typeparamref name="TValue"/>.</param>
    /// <param name="type">The type information of <typeparamref name="T"/>.</param>
    /// <param name="options">The options of this call; null to use those of <see cref="PeerHttpClientOptions"/>.</param>
    /// <param name="cancellationToken">Cancels all calls and the wait.</param>
    /// <returns>One reply per pod. The JSON value <c>null</c> is a success without a value.</returns>
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
