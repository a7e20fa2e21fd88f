using System.Text.Json;

namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The object of <c>resolve -o json</c>.</summary>
internal static class ResolveJson
{
    public static ReadOnlyMemory<byte> Of(string service, LookupExplanation told, long allocatedBytes) => JsonLine.Of(json =>
    {
        json.WriteString("service", service);
        json.WriteString("outcome", told.Outcome.ToCode());
        json.WriteString("reason", told.Reason.ToCode());
        json.WriteString("name", told.Name);
        json.WritePeers("peers", told.Peers);
        json.WriteString("self", told.Self.ToCode());
        json.WriteSeconds("ttl", told.Ttl);
        json.WriteBoolean("truncated", told.IsTruncated);
        json.WriteBoolean("viaCname", told.ViaCname);
        json.WriteString("fingerprint", told.Fingerprint);
        json.WriteSeconds("durationSeconds", told.Duration);
        json.WriteNumber("allocatedBytes", allocatedBytes);
        WriteAsked(json, "asked", told.Asked);
        json.WriteSkipped(told.Plan.Skipped);
    });

    public static void WriteAsked(Utf8JsonWriter json, string name, IEnumerable<LookupQuestion> asked)
    {
        json.WriteStartArray(name);
        foreach (var question in asked)
        {
            json.WriteStartObject();
            json.WriteString("name", question.Name);
            json.WriteString("type", question.Type);
            json.WriteString("server", question.Server.ToString());
            json.WriteString("transport", question.Transport);
            json.WriteString("result", question.Result);
            json.WriteNumber("records", question.Records);
            json.WriteSeconds("ttl", question.Ttl);
            json.WriteSeconds("durationSeconds", question.Duration);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
