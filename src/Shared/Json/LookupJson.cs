using System.Text.Json;

namespace HeadlessDiscovery.Json;

/// <summary>What was queried in a lookup, and what was left out.</summary>
internal static class LookupJson
{
    public static void WriteQuestions(this Utf8JsonWriter json, string name, IEnumerable<LookupQuestion> asked) => json.WriteObjects(name, asked, question =>
    {
        json.WriteString("name", question.Name);
        json.WriteString("type", question.Type);
        json.WriteString("server", question.Server.ToString());
        json.WriteString("transport", question.Transport);
        json.WriteString("result", question.Result);
        json.WriteNumber("records", question.Records);
        json.WriteSeconds("ttl", question.Ttl);
        json.WriteSeconds("durationSeconds", question.Duration);
    });

    public static void WriteSkipped(this Utf8JsonWriter json, IEnumerable<SkippedCandidate> skipped) => json.WriteObjects("skipped", skipped, candidate =>
    {
        json.WriteString("name", candidate.Name);
        json.WriteString("why", candidate.Why);
        json.WriteBoolean("outsideCluster", candidate.IsOutsideCluster);
    });
}
