using System.Text.Json;
using HeadlessDiscovery.AspNetCore.Recording;
using HeadlessDiscovery.Json;

namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>The page of one service as JSON (docs/schema/page-v1.json).</summary>
internal static class ServiceJson
{
    public static ReadOnlyMemory<byte> Of(ServiceView view) => JsonText.Of(json => Write(json, view)).WrittenMemory;

    /// <summary>All services of the application.</summary>
    public static ReadOnlyMemory<byte> Of(IEnumerable<ServiceView> views) => JsonText.Of(json =>
    {
        json.WriteStartArray("services");
        foreach (var view in views)
        {
            json.WriteVersioned(_ => Write(json, view));
        }

        json.WriteEndArray();
    }).WrittenMemory;

    private static void Write(Utf8JsonWriter json, ServiceView view)
    {
        json.WriteString("service", view.Service);
        json.WriteTime("at", view.Now);
        WriteObject(json, "snapshot", view, static (json, view) => Write(json, view.Snapshot, view.History));
        json.WriteFindings(view.Findings);
        WriteObject(json, "lookup", view.Lookup, Write);
        WriteObject(json, "configuration", view.Plan?.Configuration, static (json, configuration) => json.Write(configuration));
        json.WriteObjects("history", view.History.Transitions, transition => Write(json, transition));
        WriteObject(json, "options", view, static (json, view) =>
        {
            foreach (var option in view.Options)
            {
                json.WriteString(option.Name, option.Value);
            }
        });
        WriteObject(json, "statistics", view.Statistics, Write);
    }

    private static void WriteObject<T>(Utf8JsonWriter json, string name, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        write(json, value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PeerSnapshot now, PeersHistory history)
    {
        json.WriteNumber("version", now.Version);
        json.WriteString("state", now.ToStateCode());
        json.WriteString("name", now.ResolvedName);
        json.WriteBoolean("stale", now.IsStale);
        json.WriteTime("staleSince", now.StaleSince);
        json.WriteString("outcome", now.LastOutcome == LookupOutcome.None ? null : now.LastOutcome.ToCode());
        json.WriteString("reason", now.LastReason.ToCode());
        json.WriteTime("resolvedAt", now.IsResolved ? now.ResolvedAt : null);
        json.WriteTime("expiresAt", now.IsResolved ? now.ExpiresAt : null);
        json.WriteSeconds("ttl", now.Ttl);
        json.WriteBoolean("truncated", now.IsTruncated);
        json.WriteString("self", now.Self.ToCode());
        WriteObject(json, "selfPeer", now.SelfPeer, PeerJson.Write);
        json.WriteString("fingerprint", now.Fingerprint);
        json.WritePeers(now, peer =>
        {
            // Missing if the peer was listed before the recording began.
            if (history.FirstSeen.TryGetValue(peer, out var at))
            {
                json.WriteTime("seenSince", at);
            }
        });
    }

    private static void Write(Utf8JsonWriter json, LookupExplanation explanation)
    {
        json.WriteString("outcome", explanation.Outcome.ToCode());
        json.WriteString("reason", explanation.Reason.ToCode());
        json.WriteString("name", explanation.Name);
        json.WriteSeconds("durationSeconds", explanation.Duration);
        json.WriteStrings("candidates", explanation.Plan.Candidates);
        json.WriteSkipped(explanation.Plan.Skipped);
        json.WriteQuestions("asked", explanation.Asked);
        json.WriteStrings("notes", explanation.Notes);
    }

    private static void Write(Utf8JsonWriter json, Transition transition)
    {
        json.WriteString("event", transition.Kind.ToCode());
        json.WriteTime("at", transition.At);
        json.WriteNumber("version", transition.Snapshot.Version);
        json.WriteNumber("peers", transition.Snapshot.Count);
        json.WritePeers("added", transition.Added);
        json.WritePeers("removed", transition.Removed);
        json.WritePeers("held", transition.Snapshot.Held);
        json.WriteString("self", transition.Snapshot.Self.ToCode());
        json.WriteString("name", transition.Snapshot.ResolvedName);
        json.WriteString("reason", transition.Snapshot.LastReason.ToCode());
        json.WriteNumber("times", transition.Times);
        json.WriteTime("lastAt", transition.LastAt);
    }

    private static void Write(Utf8JsonWriter json, PeerResolverStatistics counted)
    {
        json.WriteNumber("lookups", counted.Lookups);
        json.WriteNumber("failedLookups", counted.FailedLookups);
        json.WriteNumber("failuresInARow", counted.FailuresInARow);
        json.WriteSeconds("medianSeconds", counted.MedianDuration);
        json.WriteSeconds("percentile99Seconds", counted.Percentile99Duration);
        json.WriteSeconds("nextLookupInSeconds", counted.NextLookupIn);
        json.WriteObjects("held", counted.Held, held =>
        {
            WriteObject(json, "peer", held.Peer, PeerJson.Write);
            json.WriteNumber("confirmations", held.Confirmations);
            json.WriteNumber("needed", held.Needed);
            json.WriteSeconds("heldForSeconds", held.HeldFor);
            json.WriteSeconds("heldAtLeastSeconds", held.HeldAtLeast);
        });
        json.WriteObjects("reported", counted.Reported, reported =>
        {
            WriteObject(json, "peer", reported.Peer, PeerJson.Write);
            json.WriteNumber("count", reported.Count);
            json.WriteSeconds("lastAgoSeconds", reported.LastAgo);
            json.WriteString("reporter", reported.Reporter);
        });
    }
}
