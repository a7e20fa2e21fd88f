using HeadlessDiscovery.Json;

namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The object of <c>expand -o json</c>.</summary>
internal static class PlanJson
{
    public static ReadOnlyMemory<byte> Of(string name, LookupPlan plan) => JsonLine.Of(json =>
    {
        json.WriteString("name", name);
        json.WriteStrings("candidates", plan.Candidates);
        json.WriteSkipped(plan.Skipped);
    });
}
