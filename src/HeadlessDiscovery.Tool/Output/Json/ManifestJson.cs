namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The object of <c>manifest -o json</c>.</summary>
internal static class ManifestJson
{
    public static ReadOnlyMemory<byte> Of(string service, string yaml) => JsonLine.Of(json =>
    {
        json.WriteString("service", service);
        json.WriteString("yaml", yaml);
    });
}
