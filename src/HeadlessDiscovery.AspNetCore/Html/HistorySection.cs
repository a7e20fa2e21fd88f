using System.Collections.Immutable;
using System.Globalization;
using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.AspNetCore.Recording;
using HeadlessDiscovery.AspNetCore.Text;
using HeadlessDiscovery.Json;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>The history, newest first.</summary>
internal static class HistorySection
{
    private const int MostNames = 8;

    public static void Add(HtmlText html, ServiceView view, Words words)
    {
        html.Add($"""<section id="history"><h2>{words.HistoryTitle}</h2>""");
        StripChart.Add(html, view, words);
        var told = view.History.Transitions;
        if (told.IsEmpty)
        {
            html.Add($"<p>{words.NoHistory}</p></section>");
            return;
        }

        html.BeginTable(words.HistoryTitle, [words.Time, words.What, words.PeersColumn], isTall: true);
        foreach (var transition in told)
        {
            html.Add($"<tr><td>");
            html.TimeAndAge(transition.At, view.Now, words);
            html.Add($"</td><td>{Text(transition, words)}");
            if (transition.LastAt != transition.At)
            {
                html.Add($", {words.LastFailed} ");
                html.Time(transition.LastAt, view.Now);
            }

            html.Add($"</td><td>{(transition.Snapshot is { IsResolved: false, Count: 0 } ? "–" : transition.Snapshot.Count.ToString(CultureInfo.InvariantCulture))}</td></tr>");
        }

        html.EndTable();
        html.Add($"</section>");
    }

    /// <summary>The newest entry, for a screen reader: announced when it differs from the previous announcement.</summary>
    /// <remarks>Failed lookups are excluded, because an outage would be announced again and again.</remarks>
    public static string News(ServiceView view, Words words) => view.History.Transitions.FirstOrDefault(transition => transition.Kind != EventKind.Lookup) is { } last
        ? $"{Text(last, words)}, {words.Peers(last.Snapshot.Count)}"
        : string.Empty;

    private static string Text(Transition told, Words words) => told.Kind switch
    {
        _ when told.IsFirstAnswer => $"{words.FirstSeen} {(told.Added.IsEmpty ? words.NoPeersEvent : Names(told.Added, words))}",
        EventKind.Change => Changed(told, words),
        EventKind.Held => told.Snapshot.Held.IsEmpty ? words.HeldNoMore : $"{words.HeldEvent}: {Names(told.Snapshot.Held, words)}",
        EventKind.Stale => $"{words.StaleEvent} ({told.Snapshot.LastReason.ToCode()})",
        EventKind.Fresh => words.FreshEvent,
        EventKind.Lookup => $"{words.Failed(told.Times)}: {told.Snapshot.LastReason.ToCode()}",
        EventKind.Self => $"{words.SelfEvent} {words.Self(told.Snapshot.Self)}",
        _ => $"{words.NameEvent} {told.Snapshot.ResolvedName}",
    };

    private static string Changed(Transition told, Words words)
    {
        var joined = told.Added.IsEmpty ? null : $"{Names(told.Added, words)} {words.Joined}";
        var left = told.Removed.IsEmpty ? null : $"{Names(told.Removed, words)} {words.Left}";
        return (joined, left) switch
        {
            (null, null) => words.NoPeersEvent,
            _ => string.Join("; ", new[] { joined, left }.OfType<string>()),
        };
    }

    private static string Names(ImmutableArray<Peer> peers, Words words) => peers.Length <= MostNames
        ? string.Join(", ", peers)
        : $"{string.Join(", ", peers.Take(MostNames))} {words.More(peers.Length - MostNames)}";
}
