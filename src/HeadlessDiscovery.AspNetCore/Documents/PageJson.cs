using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>Writes the documents, without reflection.</summary>
[JsonSerializable(typeof(PeersDocument))]
[JsonSerializable(typeof(EventDocument))]
internal sealed partial class PageJson : JsonSerializerContext
{
    // Served as application/json with nosniff, so that no browser reads it as HTML.
    private static readonly PageJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcTime() },
    });

    public static byte[] Write(PeersDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, Readable.PeersDocument);

    public static byte[] Write(ServiceDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, Readable.ServiceDocument);

    /// <summary>One line: JSON has no line end of its own, as server-sent events need it.</summary>
    public static string Text(EventDocument document) => JsonSerializer.Serialize(document, Readable.EventDocument);
}
