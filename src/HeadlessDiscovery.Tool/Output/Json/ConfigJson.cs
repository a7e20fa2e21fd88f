namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The object of <c>config -o json</c>.</summary>
internal static class ConfigJson
{
    public static ReadOnlyMemory<byte> Of(ResolverConfiguration configuration) => JsonLine.Of(json =>
    {
        json.WriteString("path", configuration.Path);
        json.WriteStrings("nameServers", configuration.NameServers.Select(server => server.ToString()));
        json.WriteStrings("search", configuration.Search);
        json.WriteNumber("ndots", configuration.Ndots);
        json.WriteSeconds("timeout", configuration.Timeout);
        json.WriteNumber("attempts", configuration.Attempts);
        json.WriteBoolean("rotate", configuration.Rotate);
        json.WriteBoolean("useTcp", configuration.UseTcp);
        json.WriteBoolean("singleRequest", configuration.SingleRequest);
        json.WriteBoolean("noAaaa", configuration.NoAaaa);
        json.WriteBoolean("noReload", configuration.NoReload);
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in configuration.Diagnostics)
        {
            json.WriteStartObject();
            json.WriteNumber("line", diagnostic.Line);
            json.WriteString("message", diagnostic.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
