using HeadlessDiscovery.AspNetCore.Documents;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>Several registrations: a line each, with the way to its page.</summary>
internal static class ServiceList
{
    public static void Add(HtmlText html, IReadOnlyList<ServiceView> views, PageRequest request)
    {
        var words = request.Words;
        html.Add($"""
            <section id="services"><h1>{words.Services}</h1><div class="wide" tabindex="0"><table><thead><tr>
            <th scope="col">{words.Service}</th><th scope="col">{words.PeersColumn}</th><th scope="col">{words.State}</th><th scope="col">{words.Fingerprint}</th></tr></thead><tbody>
            """);
        foreach (var view in views)
        {
            html.Add($"""<tr><th scope="row"><a href="{request.Link(view.Key)}">{view.Key}</a></th><td>{view.Snapshot.Count}</td><td>""");
            StateSection.Pill(html, view, words);
            html.Add($"</td><td><code>{(view.Snapshot.IsResolved ? view.Snapshot.Fingerprint : "–")}</code></td></tr>");
        }

        html.Add($"</tbody></table></div></section>");
    }
}
