using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.AspNetCore.Text;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>The last lookup: the names in order, the servers that were queried, their answers, and the configuration.</summary>
internal static class LookupSection
{
    public static void Add(HtmlText html, ServiceView view, Words words)
    {
        if (view.Plan is not { } plan)
        {
            html.Add($"""<section id="lookup"></section>""");
            return;
        }

        html.Add($"""<section id="lookup"><h2>{words.LookupTitle}</h2>""");
        if (view.IsUnasked)
        {
            html.Add($"<p>{words.NobodyAsked}</p></section>");
            return;
        }

        Counters(html, view, words);
        if (view.Lookup is { } lookup)
        {
            Questions(html, plan, lookup, words);
            Pinned(html, view.Snapshot, plan, lookup, words);
        }
        else
        {
            html.Add($"<p>{words.NoLookup}</p>");
        }

        Configuration(html, plan, words);
        html.Add($"</section>");
    }

    private static void Counters(HtmlText html, ServiceView view, Words words)
    {
        if (view.Statistics is not { Lookups: > 0 } counted)
        {
            return;
        }

        html.Add($"""<p id="counters">{words.Counted(counted.Lookups, counted.FailedLookups)}""");
        if (counted is { MedianDuration: { } median, Percentile99Duration: { } slow })
        {
            html.Add($" · p50 {TimeText.Duration(median, words)} · p99 {TimeText.Duration(slow, words)}");
        }

        if (counted.NextLookupIn is { } next)
        {
            html.Add($" · {words.NextLookupIn} ");
            html.Left(next, words);
            html.Add($"{words.NextTryInEnd}");
        }

        html.Add($"</p>");
    }

    private static void Questions(HtmlText html, LookupPlan plan, LookupExplanation lookup, Words words)
    {
        html.BeginTable(words.LookupTitle, [words.Candidate, words.Result, words.Server, "TTL", words.Took]);
        foreach (var question in lookup.Asked)
        {
            html.Add($"""
                <tr><th scope="row"><code>{question.Name}</code> {question.Type}</th><td data-label="{words.Result}">{question.Result}{(question.Records > 0 ? $", {words.Records}: {question.Records}" : string.Empty)}</td>
                <td data-label="{words.Server}">{question.Server.ToString()} {question.Transport}</td><td data-label="TTL">{(question.Ttl is { } ttl ? TimeText.Duration(ttl, words) : "–")}</td><td data-label="{words.Took}">{TimeText.Duration(question.Duration, words)}</td></tr>
                """);
        }

        foreach (var candidate in plan.Candidates.Where(candidate => !lookup.Asked.Any(question => IsOf(question.Name, candidate))))
        {
            html.Add($"""<tr class="faint"><th scope="row"><code>{candidate}</code></th><td colspan="4">{words.NotAsked}</td></tr>""");
        }

        foreach (var skipped in plan.Skipped)
        {
            html.Add($"""<tr class="faint"><th scope="row"><code>{skipped.Name}</code></th><td colspan="4">{words.LeftOut}: {SkippedReason.Of(skipped, plan.ClusterZones, words.Findings)}</td></tr>""");
        }

        html.EndTable();
    }

    // A first lookup that fails also stops at its first name, which was never answered.
    private static void Pinned(HtmlText html, PeerSnapshot now, LookupPlan plan, LookupExplanation lookup, Words words)
    {
        if (now.ResolvedName is { } name && plan.Candidates.Length > 1 && lookup.Asked.All(question => IsOf(question.Name, name)))
        {
            html.Add($"<p><small>{words.PinnedHint}</small></p>");
        }
    }

    // An SRV query has additional labels before the candidate.
    private static bool IsOf(string asked, string candidate) =>
        asked.EndsWith(candidate, StringComparison.OrdinalIgnoreCase) && (asked.Length == candidate.Length || asked[^(candidate.Length + 1)] == '.');

    private static void Configuration(HtmlText html, LookupPlan plan, Words words)
    {
        var read = plan.Configuration;
        html.Add($"""
            <details id="configuration"><summary>{words.Configuration}{(read.Path is null ? string.Empty : $": {read.Path}")}</summary><pre tabindex="0">
            """);
        foreach (var server in read.NameServers)
        {
            html.Add($"nameserver {server.ToString()}\n");
        }

        html.Add($"search {string.Join(' ', read.Search)}\noptions {ResolvConfOptions.Written(read)}</pre>");
        if (!read.Diagnostics.IsEmpty)
        {
            html.Add($"<ul>");
            foreach (var diagnostic in read.Diagnostics)
            {
                html.Add($"<li>{(diagnostic.Line > 0 ? $"{words.Ignored} {diagnostic.Line}: " : string.Empty)}{diagnostic.Message}</li>");
            }

            html.Add($"</ul>");
        }

        html.Add($"</details>");
    }
}
