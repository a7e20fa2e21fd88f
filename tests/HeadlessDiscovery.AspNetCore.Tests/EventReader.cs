using System.Text.Json;

namespace HeadlessDiscovery.AspNetCore.Tests;

/// <summary>Reads server-sent events as EventSource does.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly StreamReader reader;

    private EventReader(HttpResponseMessage response, Stream stream)
    {
        this.response = response;
        reader = new StreamReader(stream);
    }

    public static async Task<EventReader> OpenAsync(PageApp app, CancellationToken cancellationToken, string path = "/peers")
    {
        var response = await app.GetAsync(path, "text/event-stream", cancellationToken: cancellationToken);
        Assert.Equal("text/event-stream", response.EnsureSuccessStatusCode().Content.Headers.ContentType?.ToString());
        return new EventReader(response, await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    /// <summary>The next event with its text; null where the stream has ended.</summary>
    public async Task<(string Id, JsonElement Data, string Text)?> NextAsync(CancellationToken cancellationToken)
    {
        string id = string.Empty, data = string.Empty;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = line[6..];
            }
            else if (line.Length == 0 && data.Length > 0)
            {
                return (id, JsonDocument.Parse(data).RootElement, data);
            }
        }

        return null;
    }

    /// <summary>The next event of a kind.</summary>
    public async Task<JsonElement> NextAsync(string kind, CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { } told)
        {
            if (told.Data.GetProperty("event").GetString() == kind)
            {
                return told.Data;
            }
        }

        throw new EndOfStreamException($"The stream ended without a {kind} event.");
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
