using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>A change and a view in a few characters, by the numbers of the pods.</summary>
internal static class ChangeText
{
    /// <summary>For example <c>+4 +5</c>, <c>~2</c>, <c>stale (servfail)</c>; empty where nothing can be said.</summary>
    public static string Of(PeerChange change, Cluster cluster, Words words)
    {
        var (before, now) = (change.Previous, change.Current);
        List<string> parts =
        [
            .. change.Added.Select(peer => $"+{Number(peer, cluster)}"),
            .. change.Removed.Select(peer => $"-{Number(peer, cluster)}"),
            .. now.Held.Except(before.Held).Select(peer => $"~{Number(peer, cluster)}"),
        ];
        if (now.IsStale != before.IsStale)
        {
            parts.Add(now.IsStale ? $"{words.StaleMark} ({now.LastReason.ToCode()})" : words.DemoFresh);
        }

        if (before.Held.Length > 0 && now.Held.IsEmpty && change.Removed.IsEmpty)
        {
            parts.Add(words.NamedAgain);
        }

        if (parts.Count == 0 && now.IsResolved && !before.IsResolved)
        {
            parts.Add(words.DemoState(now));
        }

        return string.Join(' ', parts);
    }

    public static string Number(Peer peer, Cluster cluster) => cluster.NameOf(peer).Replace("pod-", string.Empty, StringComparison.Ordinal);

    /// <summary>For example <c>4: 1 2 3 5~</c>: the numbers of the pods that it sees, held ones marked.</summary>
    public static string Sees(Participant participant, Cluster cluster)
    {
        var snapshot = participant.Current;
        var numbers = snapshot.Select(peer => Number(peer, cluster) + (snapshot.Held.Contains(peer) ? "~" : string.Empty));
        return snapshot.Count == 0 ? "0" : $"{snapshot.Count}: {string.Join(' ', numbers)}";
    }
}
