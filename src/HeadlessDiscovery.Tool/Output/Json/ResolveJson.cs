using HeadlessDiscovery.Json;

namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The object of <c>resolve -o json</c>.</summary>
internal static class ResolveJson
{
    public static ReadOnlyMemory<byte> Of(string service, LookupExplanation explanation, long allocatedBytes) => JsonLine.Of(json =>
    {
        json.WriteString("service", service);
        json.WriteString("outcome", explanation.Outcome.ToCode());
        json.WriteString("reason", explanation.Reason.ToCode());
        json.WriteString("name", explanation.Name);
        json.WritePeers("peers", explanation.Peers);
        json.WriteString("self", explanation.Self.ToCode());
        json.WriteSeconds("ttl", explanation.Ttl);
        json.WriteBoolean("truncated", explanation.IsTruncated);
        json.WriteBoolean("viaCname", explanation.ViaCname);
        json.WriteString("fingerprint", explanation.Fingerprint);
        json.WriteSeconds("durationSeconds", explanation.Duration);
        json.WriteNumber("allocatedBytes", allocatedBytes);
        json.WriteQuestions("asked", explanation.Asked);
        json.WriteSkipped(explanation.Plan.Skipped);
    });
}
