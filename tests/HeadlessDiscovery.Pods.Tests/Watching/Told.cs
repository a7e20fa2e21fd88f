using System.Text.Json;

namespace HeadlessDiscovery.Pods.Tests.Watching;

/// <summary>One line of <c>watch --json</c>: what the pod sees.</summary>
internal sealed record Told(string Event, string State, string? Reason, bool IsStale, string Self, string Fingerprint, IReadOnlyList<string> Peers, IReadOnlyList<string> Held, IReadOnlyList<string> Removed)
{
    public static Told Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var told = json.RootElement;
        return new Told(
            told.GetProperty("event").GetString()!,
            told.GetProperty("state").GetString()!,
            told.TryGetProperty("reason", out var reason) ? reason.GetString() : null,
            told.GetProperty("stale").GetBoolean(),
            told.GetProperty("self").GetString()!,
            told.GetProperty("fingerprint").GetString()!,
            [.. Addresses(told.GetProperty("peers"))],
            [.. Addresses(told.GetProperty("peers"), "held")],
            [.. Addresses(told.GetProperty("removed"))]);
    }

    public override string ToString() =>
        $"{Event}: {State}{(IsStale ? ", stale" : string.Empty)}, self {Self}, {Fingerprint}, peers [{string.Join(' ', Peers)}], held [{string.Join(' ', Held)}]";

    private static IEnumerable<string> Addresses(JsonElement peers, string? state = null) => peers.EnumerateArray()
        .Where(peer => state is null || peer.GetProperty("state").GetString() == state)
        .Select(peer => peer.GetProperty("address").GetString()!);
}
