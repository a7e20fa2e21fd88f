using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.AspNetCore.Text;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>The heading, the state of the list, and this pod's identity.</summary>
internal static class StateSection
{
    public static void Add(HtmlText html, ServiceView view, Words words)
    {
        var now = view.Snapshot;
        html.Add($"""<section id="state"><h1>{view.Key} <small>{words.Count(view)}</small></h1><p>""");
        Pill(html, view, words);
        Trouble(html, view, words);
        html.Add($"</p><dl>");
        Self(html, view, words);
        if (now.ResolvedName is { } name)
        {
            html.Add($"<div><dt>{words.Name}</dt><dd><code>{name}</code></dd></div>");
        }

        // Before the first answer all pods would show the fingerprint of an empty list, and seem to agree.
        if (now.Ttl is { } ttl)
        {
            html.Add($"<div><dt>{words.Fingerprint}</dt><dd><code>{now.Fingerprint}</code> <small>{words.FingerprintHint}</small></dd></div>");
            if (!view.IsUnasked)
            {
                Answer(html, view, ttl, words);
            }
        }

        html.Add($"</dl></section>");
    }

    /// <summary>A state is always shown as word, shape and colour together.</summary>
    public static void Pill(HtmlText html, ServiceView view, Words words)
    {
        switch (view.Snapshot)
        {
            case { IsResolved: false }:
                html.Add($"""<span class="pill unknown">○ {words.NoAnswerYet}</span>""");
                break;
            case { StaleSince: { } since } now:
                html.Add($"""<span class="pill stale">▲ {words.StaleFor} """);
                html.Age(now.StaleFor ?? view.Now - since, words);
                html.Add($"</span>");
                break;
            case not null when view.IsUnasked:
                html.Add($"""<span class="pill static">◆ {words.StaticList}</span>""");
                break;
            default:
                html.Add($"""<span class="pill fresh">● {words.Fresh}</span>""");
                break;
        }
    }

    // While lookups fail: since when, when the next attempt follows, and how many have failed.
    private static void Trouble(HtmlText html, ServiceView view, Words words)
    {
        var now = view.Snapshot;
        if (!now.IsStale && (now.IsResolved || now.LastOutcome != LookupOutcome.Unknown))
        {
            return;
        }

        html.Add($""" <span id="trouble">""");
        if (now.StaleSince is { } since)
        {
            html.Add($"{(view.AsksBothFamilies ? words.StaleFamily(now.StaleFamily) : string.Empty)}{words.StaleSince} ");
            html.Time(since, view.Now);
            html.Add($" {words.StaleSinceEnd} · ");
        }

        if (view.Statistics is { } counted)
        {
            if (counted.NextLookupIn is { } next)
            {
                html.Add($"{words.NextTryIn} ");
                html.Left(next, words);
                html.Add($"{words.NextTryInEnd} · ");
            }
            else
            {
                html.Add($"{words.TryingNow} · ");
            }
        }

        html.Add($"{words.Failed(view.Statistics?.FailuresInARow ?? 1)}: {now.LastReason.ToCode()}</span>");
    }

    private static void Self(HtmlText html, ServiceView view, Words words)
    {
        var now = view.Snapshot;
        var own = now.SelfPeer?.ToString()
            ?? (view.Lookup is { OwnAddresses.IsEmpty: false } lookup ? string.Join(", ", lookup.OwnAddresses) : words.NotKnown);
        var source = view.Lookup is { OwnSource.Length: > 0 } told ? $" ({told.OwnSource})" : string.Empty;
        html.Add($"""<div><dt>{words.ThisPod}</dt><dd><code>{own}</code>{source}""");

        // If no query is sent, DNS has not been queried for this pod either.
        if (!view.IsUnasked)
        {
            html.Add($""", <span class="self-{now.Self.ToCode()}">{words.Self(now.Self)}</span>""");
        }

        html.Add($"</dd></div>");
    }

    private static void Answer(HtmlText html, ServiceView view, TimeSpan ttl, Words words)
    {
        var now = view.Snapshot;
        var age = view.Now - now.ResolvedAt;
        var left = now.ExpiresAt > view.Now ? now.ExpiresAt - view.Now : TimeSpan.Zero;
        html.Add($"""
            <div><dt>{words.LastAnswer}</dt><dd><span data-age="{age.TotalSeconds:0.0}">{TimeText.Ago(age, words)}</span> {words.Ago} · TTL {TimeText.Duration(ttl, words)}, {words.ValidFor}
            <span data-left="{left.TotalSeconds:0.0}">{TimeText.Ago(left, words)}</span> <progress max="{ttl.TotalSeconds:0.###}" value="{left.TotalSeconds:0.0}" data-left="{left.TotalSeconds:0.0}" aria-label="TTL"></progress></dd></div>
            """);
    }
}
