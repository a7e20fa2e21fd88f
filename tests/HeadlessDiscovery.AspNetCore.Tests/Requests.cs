using System.Text.Json;

namespace HeadlessDiscovery.AspNetCore.Tests;

/// <summary>Requests as curl and EventSource make them.</summary>
internal static class Requests
{
    public static async Task<HttpResponseMessage> GetAsync(this PageApp app, string path, string? accept = null, string? language = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (language is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        return await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public static async Task<string> TextAsync(this PageApp app, string path, string? accept = null, string? language = null, CancellationToken cancellationToken = default)
    {
        using var response = await app.GetAsync(path, accept, language, cancellationToken);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
    }

    public static async Task<JsonElement> JsonAsync(this PageApp app, string path, CancellationToken cancellationToken) =>
        JsonDocument.Parse(await app.TextAsync(path, "application/json", cancellationToken: cancellationToken)).RootElement;
}
