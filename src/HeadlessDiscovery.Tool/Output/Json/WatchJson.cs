namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The objects of <c>watch -o json</c> and <c>demo -o json</c>.</summary>
internal static class WatchJson
{
    public static ReadOnlyMemory<byte> Of(WatchEvent told) => JsonLine.Of(json =>
    {
        var snapshot = told.Snapshot;
        json.WriteString("event", JsonWords.Of(told.Kind));
        json.WriteNumber("t", Math.Round((decimal)told.Since.TotalSeconds, 3));
        json.WriteTime("at", told.At);
        json.WriteString("service", told.Service);
        if (told.Pod is { } pod)
        {
            json.WriteString("pod", pod);
        }

        json.WriteString("name", snapshot.ResolvedName);
        json.WriteNumber("version", snapshot.Version);
        json.WriteString("state", snapshot.ToStateCode());
        json.WriteBoolean("stale", snapshot.IsStale);
        json.WriteString("self", snapshot.Self.ToCode());
        json.WritePeers("peers", snapshot, peer => snapshot.Held.Contains(peer) ? "held" : "present");
        json.WritePeers("added", told.Added);
        json.WritePeers("removed", told.Removed);
        json.WriteString("fingerprint", snapshot.Fingerprint);
        json.WriteSeconds("ttl", snapshot.Ttl);
        json.WriteBoolean("truncated", snapshot.IsTruncated);
        json.WriteString("reason", snapshot.LastReason.ToCode());
        if (told.Tally is { } tally)
        {
            json.WriteNumber("lookups", tally.Lookups);
            json.WriteNumber("failed", tally.Failed);
        }
    });
}
