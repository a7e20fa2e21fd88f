using HeadlessDiscovery.Json;

namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The objects of <c>watch -o json</c> and <c>demo -o json</c>.</summary>
internal static class WatchJson
{
    public static ReadOnlyMemory<byte> Of(WatchEvent told) => JsonLine.Of(json =>
    {
        new EventJson(told.Kind, told.Since, told.At, told.Service, told.Snapshot) { Pod = told.Pod, Added = told.Added, Removed = told.Removed }.Write(json);
        if (told.Tally is { } tally)
        {
            json.WriteNumber("lookups", tally.Lookups);
            json.WriteNumber("failed", tally.Failed);
        }
    });
}
