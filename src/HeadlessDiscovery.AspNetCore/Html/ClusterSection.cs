using System.Globalization;
using HeadlessDiscovery.AspNetCore.Cluster;
using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.AspNetCore.Text;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>The views of all pods: whether they agree, and one row per pod.</summary>
internal static class ClusterSection
{
    public static void Add(HtmlText html, ServiceView view, PageRequest request)
    {
        var words = request.Words;
        html.Add($"""<section id="cluster">""");
        if (view.Snapshot.Count == 0)
        {
            html.Add($"</section>");
            return;
        }

        html.Add($"<h2>{words.ClusterTitle}</h2>");
        if (!request.MayQueryCluster)
        {
            html.Add($"<p>{words.ClusterOff} <code>MapHeadlessPeers(configure: options => options.ShowCluster = true)</code></p></section>");
            return;
        }

        if (request.Cluster is not { } cluster)
        {
            html.Add($"""<p><a href="{request.WithCluster(null, null)}#cluster">{words.ClusterOpen}</a></p></section>""");
            return;
        }

        var (sort, filter) = (request.Sort, request.Filter);
        var (shape, style) = cluster switch
        {
            { Differing: > 0 } => ("▲", "held"),
            { Unread: > 0 } => ("○", "static"),
            _ => ("●", "present"),
        };
        html.Add($"""
            <p><b class="{style}">{shape} {words.Agreement(cluster.Agreeing, cluster.Differing, cluster.Unread)}</b>
            <small>· 
            """);
        html.Age(view.Now - cluster.At, words);
        html.Add($"""
             {words.Ago} · {words.EveryQuarterMinute}</small></p>
            <form action="#cluster"><input type="hidden" name="cluster"><input type="hidden" name="lang" value="{words.Code}"><input type="hidden" name="sort" value="{sort}">
            <input type="search" name="filter" value="{filter}" aria-label="{words.Filter}" placeholder="{words.Filter}"> <button>{words.Filter}</button></form>
            """);
        Table(html, cluster, request);
        html.Add($"""<p><a href="{request.In(words.Code)}">{words.ClusterClose}</a></p></section>""");
    }

    private static void Table(HtmlText html, ClusterView cluster, PageRequest request)
    {
        var words = request.Words;
        (string Key, string Name)[] columns =
        [
            ("pod", words.Pod), ("fingerprint", words.Fingerprint), ("peers", words.PeersColumn), ("version", words.Version), ("state", words.State), ("age", words.AnswerAge), ("reached", words.Reached), ("failure", words.LastFailure),
        ];
        html.Add($"""<div class="wide tall" role="region" aria-label="{words.ClusterTitle}" tabindex="0"><table><caption class="apart">{words.ClusterTitle}</caption><thead><tr>""");
        foreach (var (key, name) in columns)
        {
            html.Add($"""<th scope="col" aria-sort="{(request.Sort == key ? "ascending" : "none")}"><a href="{request.WithCluster(key, request.Filter)}#cluster">{name}</a></th>""");
        }

        html.Add($"</tr></thead><tbody>");
        foreach (var pod in Sorted(cluster, request.Sort).Where(pod => Matches(pod, request.Filter, words)))
        {
            var trouble = cluster.IsDiffering(pod) ? " class=held" : pod.Fingerprint is null ? " class=old" : string.Empty;
            html.Add($"""
                <tr{trouble}><th scope="row"><code>{pod.Peer}</code>{(pod.IsSelf ? $" {words.SelfWord}" : string.Empty)}</th>
                <td data-label="{words.Fingerprint}"><code>{pod.Fingerprint ?? "–"}</code>{(cluster.IsDiffering(pod) ? $" {words.Differs}" : string.Empty)}</td>
                <td data-label="{words.PeersColumn}">{Number(pod.Count)}</td>
                <td data-label="{words.Version}">{Number(pod.Version)}</td><td data-label="{words.State}"><span class="{ClassOf(pod.State)}">{words.PodState(pod.State)}</span></td>
                <td data-label="{words.AnswerAge}">{(pod.Age is { } age ? TimeText.Ago(age, words) : "–")}</td>
                <td data-label="{words.Reached}">{(pod.IsReached ? words.Yes : words.No)}</td><td data-label="{words.LastFailure}">{pod.Failure ?? pod.Reason ?? "–"}</td></tr>
                """);
        }

        html.EndTable();
    }

    // Pods that differ or could not be read come first, unless a column is selected.
    private static IEnumerable<PodView> Sorted(ClusterView cluster, string? sort) => sort switch
    {
        "pod" => cluster.Pods.OrderBy(static pod => pod.Peer),
        "fingerprint" => cluster.Pods.OrderBy(static pod => pod.Fingerprint, StringComparer.Ordinal),
        "peers" => cluster.Pods.OrderBy(static pod => pod.Count),
        "version" => cluster.Pods.OrderBy(static pod => pod.Version),
        "state" => cluster.Pods.OrderBy(static pod => pod.State, StringComparer.Ordinal),
        "age" => cluster.Pods.OrderByDescending(static pod => pod.Age),
        "reached" => cluster.Pods.OrderBy(static pod => pod.IsReached),
        "failure" => cluster.Pods.OrderByDescending(static pod => pod.Failure ?? pod.Reason, StringComparer.Ordinal),
        _ => cluster.Pods.OrderByDescending(pod => cluster.IsDiffering(pod)).ThenByDescending(static pod => pod.Fingerprint is null),
    };

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private static string ClassOf(string? state) => state switch { "stale" => "stale", "unresolved" => "unknown", null => "old", _ => "fresh" };

    private static bool Matches(PodView pod, string? filter, Words words) => string.IsNullOrWhiteSpace(filter)
        || new[] { pod.Peer.ToString(), pod.Peer.HostName, pod.Fingerprint, words.PodState(pod.State), pod.Failure, pod.Reason }.Any(text => text?.Contains(filter.Trim(), StringComparison.OrdinalIgnoreCase) == true);
}
