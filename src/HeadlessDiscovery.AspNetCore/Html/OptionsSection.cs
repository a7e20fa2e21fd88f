using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.AspNetCore.Text;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>The options that differ from their defaults.</summary>
internal static class OptionsSection
{
    public static void Add(HtmlText html, ServiceView view, Words words)
    {
        html.Add($"""<section id="options"><h2>{words.OptionsTitle}</h2>""");
        if (view.Options.IsEmpty)
        {
            html.Add($"<p>{words.OnlyDefaults}</p></section>");
            return;
        }

        html.BeginTable(words.OptionsTitle, [words.Option, words.Value]);
        foreach (var option in view.Options)
        {
            html.Add($"""<tr><th scope="row">{option.Name}</th><td><code>{option.Value}</code></td></tr>""");
        }

        html.EndTable();
        html.Add($"</section>");
    }
}
