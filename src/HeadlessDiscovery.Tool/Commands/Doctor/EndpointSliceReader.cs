using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>Reads what <c>kubectl get endpointslices -o json</c> prints: one EndpointSlice, or a list of them.</summary>
internal static class EndpointSliceReader
{
    /// <exception cref="UsageException">It is not that, or they are those of other Services than the one that is asked for.</exception>
    public static async Task<ImmutableArray<SliceEndpoint>> ReadAsync(string path, string service, Func<Stream> input, Words words, CancellationToken cancellationToken)
    {
        try
        {
            var stream = path == "-" ? input() : File.OpenRead(path);
            await using (stream.ConfigureAwait(false))
            {
                // A read of a terminal or a pipe cannot be cancelled: Ctrl+C leaves it behind.
                using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
                JsonElement[] slices = [.. Slices(document.RootElement, path, words)];
                return [.. SliceOwner.Only(slices, path, service, words).SelectMany(Endpoints).Distinct()];
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(words.NotEndpointSlices(path, failure.Message));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new UsageException(words.NotEndpointSlices(path, words.KubectlExample));
        }
    }

    private static IEnumerable<JsonElement> Slices(JsonElement root, string path, Words words) => root.GetProperty("kind").GetString() switch
    {
        "EndpointSlice" => [root],
        "List" or "EndpointSliceList" => root.GetProperty("items").EnumerateArray().Select(item =>
            item.TryGetProperty("endpoints", out _) || item.TryGetProperty("addressType", out _) ? item : throw new UsageException(words.NotEndpointSlices(path, words.KubectlExample))),
        _ => throw new UsageException(words.NotEndpointSlices(path, words.KubectlExample)),
    };

    private static IEnumerable<SliceEndpoint> Endpoints(JsonElement slice)
    {
        // "endpoints": null is what an empty slice has.
        if (slice.GetProperty("addressType").GetString() == "FQDN" || !slice.TryGetProperty("endpoints", out var endpoints) || endpoints.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var endpoint in endpoints.EnumerateArray())
        {
            var pod = endpoint.TryGetProperty("targetRef", out var target) && target.ValueKind == JsonValueKind.Object && target.TryGetProperty("kind", out var kind) && kind.GetString() == "Pod"
                ? target.GetProperty("name").GetString()
                : null;
            foreach (var address in endpoint.GetProperty("addresses").EnumerateArray())
            {
                yield return new SliceEndpoint(
                    IPAddress.Parse(address.GetString()!),
                    pod,
                    Condition(endpoint, "ready", otherwise: true),
                    Condition(endpoint, "terminating", otherwise: false));
            }
        }
    }

    // A condition that is not known counts as in the API's own description: ready as true, terminating as false.
    private static bool Condition(JsonElement endpoint, string name, bool otherwise) =>
        endpoint.TryGetProperty("conditions", out var conditions) && conditions.ValueKind == JsonValueKind.Object
        && conditions.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : otherwise;
}
