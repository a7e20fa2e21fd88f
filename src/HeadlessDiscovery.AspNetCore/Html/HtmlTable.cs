namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>A table that scrolls if it is too wide, also with the keyboard, and has an accessible name.</summary>
internal static class HtmlTable
{
    public static void BeginTable(this HtmlText html, string name, IEnumerable<string> columns, bool isTall = false)
    {
        html.Add($"""<div class="{(isTall ? "wide tall" : "wide")}" role="region" aria-label="{name}" tabindex="0"><table><caption class="apart">{name}</caption><thead><tr>""");
        foreach (var column in columns)
        {
            html.Add($"""<th scope="col">{column}</th>""");
        }

        html.Add($"</tr></thead><tbody>");
    }

    public static void EndTable(this HtmlText html) => html.Add($"</tbody></table></div>");
}
