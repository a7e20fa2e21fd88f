using HeadlessDiscovery.Json;

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
        json.WriteQuestions("asked", told.Asked);
        json.WriteSkipped(told.Plan.Skipped);
    });
}
