using System.Text.Json.Nodes;

namespace HeadlessDiscovery.Tests.ResolvConf;

/// <summary>The cases of other projects and of measurements, and the tables of where we answer otherwise on purpose.</summary>
internal static class CaseFile
{
    public static IReadOnlyDictionary<string, JsonObject> ResolvConf { get; } = Load("resolvconf.json");

    public static IReadOnlyDictionary<string, JsonObject> Search { get; } = Load("search.json");

    public static IReadOnlyList<Deviation> ResolvConfDeviations { get; } = LoadDeviations("resolvconf-deviations.json");

    public static IReadOnlyList<Deviation> SearchDeviations { get; } = LoadDeviations("search-deviations.json");

    public static IReadOnlyList<Deviation> WalkDeviations { get; } = LoadDeviations("walk-deviations.json");

    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "testdata", name));

    private static Dictionary<string, JsonObject> Load(string name) =>
        JsonNode.Parse(Text(name))!["cases"]!.AsArray().Select(item => item!.AsObject()).ToDictionary(item => (string)item["id"]!);

    private static List<Deviation> LoadDeviations(string name) =>
        [.. JsonNode.Parse(Text(name))!.AsArray().Select(item => new Deviation(
            (string)item!["id"]!, (string)item["key"]!, item["ours"]!, (string)item["reason"]!))];
}

/// <summary>One value where we answer otherwise than a case says.</summary>
internal sealed record Deviation(string Id, string Key, JsonNode Ours, string Reason);
