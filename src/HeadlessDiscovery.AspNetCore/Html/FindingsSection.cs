using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.Json;
using HeadlessDiscovery.AspNetCore.Text;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>One box per finding, and nothing if there are none.</summary>
internal static class FindingsSection
{
    public static void Add(HtmlText html, ServiceView view, Words words)
    {
        html.Add($"""<section id="findings">""");
        if (!view.Findings.IsEmpty)
        {
            html.Add($"<h2>{words.FindingsTitle}</h2>");
        }

        foreach (var finding in view.Findings)
        {
            html.Add($"""<article class="{FindingJson.Code(finding.Severity)}"><h3>{Shape(finding.Severity)} <code>{finding.Code}</code> {finding.Title}</h3><p>{finding.Why}</p>""");
            if (!finding.Evidence.IsEmpty)
            {
                html.Add($"<ul>");
                foreach (var line in finding.Evidence)
                {
                    html.Add($"<li>{line}</li>");
                }

                html.Add($"</ul>");
            }

            var (sentence, paste) = Pasteable.Split(finding.Fix);
            if (sentence is not null)
            {
                html.Add($"""<p class="fix"><span>{words.Fix}</span> {sentence}</p>""");
            }

            Block(html, sentence is null ? words.Fix : string.Empty, paste, words);
            Block(html, words.Look, finding.Look.IsEmpty ? null : string.Join('\n', finding.Look), words);
            html.Add($"</article>");
        }

        html.Add($"</section>");
    }

    private static string Shape(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "■",
        FindingSeverity.Warning => "▲",
        _ => "●",
    };

    private static void Block(HtmlText html, string label, string? text, Words words)
    {
        if (text is not null)
        {
            html.Add($"""<div class="block"><span>{label}</span><pre tabindex="0">{text}</pre><button type="button" data-done="{words.Copied}">{words.Copy}</button></div>""");
        }
    }
}
