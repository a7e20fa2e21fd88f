using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.AspNetCore.Text;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>The peers, or, if there are none, three sentences that explain what that means.</summary>
internal static class PeersSection
{
    // More would push everything below out of reach.
    private const int MostInFull = 20;

    public static void Add(HtmlText html, ServiceView view, Words words)
    {
        var now = view.Snapshot;
        html.Add($"""<section id="peers"><h2>{words.PeersTitle}</h2>""");
        if (now.IsTruncated)
        {
            html.Add($"<p>{words.Truncated}</p>");
        }

        if (now.Count == 0)
        {
            html.Add($"""<p class="nobody">{Nobody(view, words)}</p></section>""");
            return;
        }

        if (now.IsStale)
        {
            html.Add($"<p>{words.LastKnownHint}</p>");
        }

        Table(html, view, words);
        if (!now.Held.IsEmpty)
        {
            html.Add($"<p><small>{words.HeldHint}</small></p>");
        }

        html.Add($"</section>");
    }

    private static string Nobody(ServiceView view, Words words) => view.Snapshot switch
    {
        { IsResolved: false, LastOutcome: LookupOutcome.Unknown } now => words.Undecided(now.LastReason.ToCode() ?? "unknown"),
        { IsResolved: false } => words.Unresolved,
        { IsSelfUncertain: true } => words.Uncertain,
        { Self: SelfPresence.Present } => words.Alone,
        { ResolvedName: null } when NotQueried(view) is { Length: > 0 } names => words.NobodyQueried(string.Join(", ", names)),
        _ => words.Nobody,
    };

    private static string[] NotQueried(ServiceView view) =>
        [.. view.Lookup?.Plan.Skipped.Where(skipped => skipped.IsOutsideCluster).Select(skipped => skipped.Name) ?? []];

    private static void Table(HtmlText html, ServiceView view, Words words)
    {
        var hasHosts = view.Snapshot.Any(peer => peer.HostName is not null);
        string[] columns = [words.Peer, words.State, words.Since, words.Host];
        html.BeginTable(words.PeersTitle, hasHosts ? columns : columns[..^1], isTall: view.Snapshot.Count > MostInFull);
        foreach (var peer in view.Snapshot)
        {
            html.Add($"""<tr{(view.IsLastKnown(peer) ? " class=old" : string.Empty)}><th scope="row"><code>{peer}</code></th>""");
            State(html, view, peer, words);
            Since(html, view, peer, words);
            if (hasHosts)
            {
                html.Add($"""<td data-label="{words.Host}">{peer.HostName}</td>""");
            }

            html.Add($"</tr>");
        }

        html.EndTable();
    }

    private static void Since(HtmlText html, ServiceView view, Peer peer, Words words)
    {
        if (view.History.FirstSeen.TryGetValue(peer, out var at))
        {
            html.Add($"""<td data-label="{words.Since}">""");
            html.TimeAndAge(at, view.Now, words);
        }
        else
        {
            html.Add($"<td>");
            if (view.History.StartedAt is { } start)
            {
                html.Add($"{words.FromTheStart}, ");
                html.TimeAndAge(start, view.Now, words);
            }
        }

        html.Add($"</td>");
    }

    private static void State(HtmlText html, ServiceView view, Peer peer, Words words)
    {
        html.Add($"<td>");
        if (view.IsHeld(peer))
        {
            html.Add($"""<span class="held">◐ {words.Held}</span>""");
            if (view.Statistics?.Held.FirstOrDefault(held => held.Peer == peer) is { } held)
            {
                html.Add($" <small>{words.Confirmed(Math.Min(held.Confirmations, held.Needed), held.Needed)}, ");
                html.Age(held.HeldFor, words);
                html.Add($"{(held.HeldAtLeast > TimeSpan.Zero ? $" / {TimeText.Ago(held.HeldAtLeast, words)}" : string.Empty)}</small>");
            }
        }
        else if (view.IsLastKnown(peer))
        {
            html.Add($"<span>○ {words.LastKnown}</span>");
        }
        else
        {
            html.Add($"""<span class="present">● {words.Present}</span>{(view.IsNew(peer) ? $", {words.New}" : string.Empty)}""");
        }

        html.Add($"{(peer == view.Snapshot.SelfPeer ? $", {words.SelfWord}" : string.Empty)}");
        if (view.Statistics?.Reported.FirstOrDefault(reported => reported.Peer == peer) is { } reported)
        {
            html.Add($"""<br><small class="reported">▲ {words.Reported(reported.Count, reported.Reporter)}, """);
            html.Age(reported.LastAgo, words);
            html.Add($" {words.Ago}</small>");
        }

        html.Add($"</td>");
    }
}
