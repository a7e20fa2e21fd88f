using HeadlessDiscovery.Json;

namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The object of <c>wait -o json</c>.</summary>
internal static class WaitJson
{
    public static ReadOnlyMemory<byte> Of(string service, PeerReadiness ended, int exitCode, TimeSpan waited) => JsonLine.Of(json =>
    {
        json.WriteString("service", service);
        json.WriteString("readiness", JsonWords.Of(ended.Reason));
        json.WriteNumber("exitCode", exitCode);
        json.WriteNumber("members", ended.Snapshot.Members.Length);
        json.WriteNumber("minimum", ended.Minimum);
        json.WriteString("self", ended.Snapshot.Self.ToCode());
        json.WriteString("reason", ended.LookupReason.ToCode());
        json.WritePeers("peers", ended.Snapshot);
        json.WriteSeconds("durationSeconds", waited);
    });
}
