using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>One JSON object as one line of UTF-8. The order of the writes is the order of the keys that docs/cli.md promises.</summary>
internal static class JsonLine
{
    // What a shell or a log shows: no \u0027 for an apostrophe. Nothing here ends in HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", 1);
            body(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    public static void WriteSeconds(this Utf8JsonWriter writer, string name, TimeSpan? duration)
    {
        if (duration is { } value)
        {
            writer.WriteNumber(name, Math.Round((decimal)value.TotalSeconds, 6));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset at) =>
        writer.WriteString(name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public static void WriteOptional(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>Address, port and host of each peer; <paramref name="state"/> adds what the watch events tell beside.</summary>
    public static void WritePeers(this Utf8JsonWriter writer, string name, IEnumerable<Peer> peers, Func<Peer, string>? state = null)
    {
        writer.WriteStartArray(name);
        foreach (var peer in peers)
        {
            writer.WriteStartObject();
            writer.WriteString("address", Normalised(peer.Address));
            writer.WriteOptional("port", peer.Port);
            writer.WriteString("host", peer.HostName);
            if (state is not null)
            {
                writer.WriteString("state", state(peer));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteSkipped(this Utf8JsonWriter writer, IEnumerable<SkippedCandidate> skipped)
    {
        writer.WriteStartArray("skipped");
        foreach (var candidate in skipped)
        {
            writer.WriteStartObject();
            writer.WriteString("name", candidate.Name);
            writer.WriteString("why", candidate.Why);
            writer.WriteBoolean("outsideCluster", candidate.IsOutsideCluster);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The address without a scope: a scope means something on one machine only, and is no part of a peer's identity.</summary>
    private static string Normalised(IPAddress address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } ? new IPAddress(address.GetAddressBytes()).ToString() : address.ToString();
}
