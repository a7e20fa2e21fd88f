using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HeadlessDiscovery.Json;

/// <summary>JSON objects as docs/schema describes them; the order of the writes is the order of the keys. Compiled into the tool and into HeadlessDiscovery.AspNetCore.</summary>
internal static class JsonText
{
    // What a shell or a log shows: no \u0027 for an apostrophe. The tool prints no HTML, and the page is served as application/json with nosniff.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object with the version of the format, without a line end.</summary>
    public static ArrayBufferWriter<byte> Of(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteVersioned(body);
        }

        return buffer;
    }

    public static void WriteVersioned(this Utf8JsonWriter json, Action<Utf8JsonWriter> body)
    {
        json.WriteStartObject();
        json.WriteNumber("v", 1);
        body(json);
        json.WriteEndObject();
    }

    /// <summary>Times are UTC, with milliseconds and Z.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? at) => json.WriteString(name, at is { } time ? Time(time) : null);

    public static void WriteSeconds(this Utf8JsonWriter json, string name, TimeSpan? duration) =>
        json.WriteOptional(name, duration is { } value ? Math.Round((decimal)value.TotalSeconds, 6) : null);

    public static void WriteOptional(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
