using System.Buffers;
using System.Text.Json;
using HeadlessDiscovery.Json;

namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>One JSON object as one line of UTF-8.</summary>
internal static class JsonLine
{
    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> body)
    {
        var line = JsonText.Of(body);
        line.Write("\n"u8);
        return line.WrittenMemory;
    }
}
