using System.Reflection;
using HeadlessDiscovery.AspNetCore.Documents;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>The whole page: complete without JavaScript, and updated live with it.</summary>
internal static class PageDocument
{
    private const string Icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cg fill='%232a7de1'%3E%3Ccircle cx='8' cy='3' r='2.5'/%3E%3Ccircle cx='3' cy='12' r='2.5'/%3E%3Ccircle cx='13' cy='12' r='2.5'/%3E%3C/g%3E%3C/svg%3E";

    private static readonly string Library = typeof(IPeerResolver).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? string.Empty;

    public static string Of(PageRequest request, IReadOnlyList<ServiceView> views)
    {
        var html = new HtmlText();
        var words = request.Words;
        var title = views is [var one] ? $"{one.Key} · {words.Count(one)}" : words.Services;
        html.Add($"""
            <!doctype html>
            <html lang="{words.Code}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>{title}</title>
            """);
        // Constants of this package, which must not be encoded, because their hash is in the policy.
        html.Trusted($"<link rel=\"icon\" href=\"{Icon}\">\n<style>{PageAssets.Style}</style>\n</head>\n<body>\n");
        Header(html, request);
        if (views is [var single])
        {
            html.Add($"""<main data-news="{HistorySection.News(single, words)}" data-units="{words.Second},{words.Minute},{words.Hour}">""");
            Sections(html, single, request);
        }
        else
        {
            html.Add($"<main>");
            ServiceList.Add(html, views, request);
        }

        html.Add($"""</main><footer><a href="{request.Json}">JSON</a> · {words.ReadOnly} · HeadlessDiscovery {Library}</footer><p id="said" class="apart" role="status"></p>""");
        if (views.Count > 0)
        {
            html.Trusted($"<script>{PageAssets.Script}</script>\n");
        }

        html.Trusted("</body>\n</html>\n");
        return html.ToString();
    }

    // Top to bottom. Each section has an id, and the script replaces those that differ.
    private static void Sections(HtmlText html, ServiceView view, PageRequest request)
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

    private static void Header(HtmlText html, PageRequest request)
    {
        var words = request.Words;
        html.Add($"<header><nav>");
        if (request.Name is not null)
        {
            html.Add($"""<a href="{request.Base}?lang={words.Code}">{words.Services}</a> """);
        }

        html.Add($"""
            <a href="{request.In(words.Other.Code)}" lang="{words.Other.Code}" hreflang="{words.Other.Code}">{words.Other.Word}</a></nav>
            <span id="live" hidden data-live="{words.Live}" data-wait="{words.Reconnecting}"></span>
            <noscript>{words.NoScript} <a href="{request.In(words.Code)}">{words.Reload}</a></noscript></header>
            """);
    }
}
