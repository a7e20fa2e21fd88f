using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;

namespace HeadlessDiscovery.AspNetCore.Cluster;

/// <summary>Reads a pod's view from the JSON of its page. Fields that an older version does not have are unknown.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the application, whose routes nothing disposes.")]
internal sealed class PodPageReader(PeersPageOptions options)
{
    private const int LongestBody = 4 * 1024 * 1024;

    // No proxy, redirects or cookies: only the pod itself may answer.
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LongestBody,
    };

    public async ValueTask<PodView> ReadAsync(Peer peer, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        if (options.ConfigureRequest is { } configure)
        {
            await configure(request, cancellationToken).ConfigureAwait(false);
        }

        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new PodView(peer, false, $"HTTP {(int)response.StatusCode}", true);
        }

        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        var root = json.RootElement;
        var snapshot = root.GetProperty("snapshot");
        var state = snapshot.GetProperty("state").GetString();
        var isKnown = state != "unresolved";
        return new PodView(peer, false, null, true)
        {
            Fingerprint = isKnown ? snapshot.GetProperty("fingerprint").GetString() : null,
            Count = isKnown ? snapshot.GetProperty("peers").GetArrayLength() : null,
            Version = snapshot.GetProperty("version").GetInt64(),
            State = snapshot.GetProperty("stale").GetBoolean() ? "stale" : state,
            Age = snapshot.GetProperty("resolvedAt") is { ValueKind: JsonValueKind.String } at ? root.GetProperty("at").GetDateTimeOffset() - at.GetDateTimeOffset() : null,
            Reason = snapshot.GetProperty("reason").GetString(),
        };
    }
}
