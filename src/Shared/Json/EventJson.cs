using System.Text.Json;

namespace HeadlessDiscovery.Json;

/// <summary>One event of <c>headless-peers watch</c>, of its demo, and of the page's stream.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Since">Since the stream began.</param>
/// <param name="At">When it happened.</param>
/// <param name="Service">The registration name.</param>
/// <param name="Snapshot">What was known after it.</param>
internal readonly record struct EventJson(EventKind Kind, TimeSpan Since, DateTimeOffset At, string Service, PeerSnapshot Snapshot)
{
    public IEnumerable<Peer> Added { get; init; } = [];

    public IEnumerable<Peer> Removed { get; init; } = [];

    /// <summary>Which pod of several saw it; not written where there is one only.</summary>
    public string? Pod { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("event", Kind.ToCode());
        json.WriteNumber("t", Math.Round((decimal)Since.TotalSeconds, 3));
        json.WriteTime("at", At);
        json.WriteString("service", Service);
        if (Pod is not null)
        {
            json.WriteString("pod", Pod);
        }

        json.WriteString("name", Snapshot.ResolvedName);
        json.WriteNumber("version", Snapshot.Version);
        json.WriteString("state", Snapshot.ToStateCode());
        json.WriteBoolean("stale", Snapshot.IsStale);
        json.WriteString("self", Snapshot.Self.ToCode());
        json.WritePeers(Snapshot);
        json.WritePeers("added", Added);
        json.WritePeers("removed", Removed);
        json.WriteString("fingerprint", Snapshot.Fingerprint);
        json.WriteSeconds("ttl", Snapshot.Ttl);
        json.WriteBoolean("truncated", Snapshot.IsTruncated);
        json.WriteString("reason", Snapshot.LastReason.ToCode());
    }
}
