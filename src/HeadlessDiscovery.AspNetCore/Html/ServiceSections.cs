using HeadlessDiscovery.AspNetCore.Documents;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>The page of one service, top to bottom. Each section has an id, and the script replaces those that differ.</summary>
internal static class ServiceSections
{
    public static void Add(HtmlText html, ServiceView view, PageRequest request)
    {
        var words = request.Words;
        StateSection.Add(html, view, words);
        FindingsSection.Add(html, view, words);
        PeersSection.Add(html, view, words);
        ClusterSection.Add(html, view, request);
        HistorySection.Add(html, view, words);
        LookupSection.Add(html, view, words);
        OptionsSection.Add(html, view, words);
    }
}
