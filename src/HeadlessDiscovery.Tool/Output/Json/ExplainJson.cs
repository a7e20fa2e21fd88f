namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The object of <c>explain -o json</c>: the one text that is told in the language that was asked for.</summary>
internal static class ExplainJson
{
    public static ReadOnlyMemory<byte> Of(string code, string text) => JsonLine.Of(json =>
    {
        json.WriteString("code", code);
        json.WriteString("text", text);
    });
}
