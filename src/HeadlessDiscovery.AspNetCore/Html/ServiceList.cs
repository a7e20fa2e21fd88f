using System.Globalization;
using HeadlessDiscovery.AspNetCore.Documents;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>The list of registrations, with links to their pages, or instructions for registering one.</summary>
internal static class ServiceList
{
    public static void Add(HtmlText html, IReadOnlyList<ServiceView> views, PageRequest request)
    {
        var words = request.Words;
        html.Add($"""<section id="services"><h1>{words.Services}</h1>""");
        if (views.Count == 0)
        {
            html.Add($"""<p class="nobody">{words.NoServices}</p></section>""");
            return;
        }

        html.BeginTable(words.Services, [words.Service, words.PeersColumn, words.State, words.Fingerprint]);
        foreach (var view in views)
        {
            html.Add($"""<tr><th scope="row"><a href="{request.Link(view.Key)}">{view.Key}</a></th><td>{(view.IsUnknown ? "–" : view.Snapshot.Count.ToString(CultureInfo.InvariantCulture))}</td><td>""");
            StateSection.Pill(html, view, words);
            html.Add($"</td><td><code>{(view.Snapshot.IsResolved ? view.Snapshot.Fingerprint : "–")}</code></td></tr>");
        }

        html.EndTable();
        html.Add($"</section>");
    }
}
