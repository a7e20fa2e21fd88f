using System.Globalization;
using System.Text;
using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.AspNetCore.Recording;
using HeadlessDiscovery.AspNetCore.Text;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>The number of peers over ten minutes as steps, with stale times shaded, and the same as a sentence.</summary>
internal static class StripChart
{
    private const int Width = 600;
    private const int Height = 60;

    public static void Add(HtmlText html, ServiceView view, Words words)
    {
        var counts = view.History.Counts.Where(count => count.Count is not null).Select(count => count.Count!.Value).ToArray();
        if (counts.Length == 0)
        {
            return;
        }

        var (least, most) = (counts.Min(), counts.Max());
        var sentence = words.Strip(least, most, counts[^1], isSinceStart: view.Now - view.History.StartedAt < PeersRecord.Window);
        html.Add($"""
            <figure><div class="chart"><span>{Math.Max(1, most)}</span><span>0</span><svg class="strip" viewBox="0 0 {Width} {Height}" preserveAspectRatio="none" role="img" aria-labelledby="strip"><title id="strip">{sentence}</title><path class="grid" d="M0 3H600M0 57H600M300 0V60"/>
            """);
        var line = new StringBuilder();
        for (var i = 0; i < view.History.Counts.Length; i++)
        {
            var from = X(view, view.History.Counts[i].At);
            var to = i + 1 < view.History.Counts.Length ? X(view, view.History.Counts[i + 1].At) : Width;
            Step(html, line, view.History.Counts[i], from, to, most);
        }

        html.Add($"""
            <path d="{line.ToString()}"/></svg><p><span>{words.TenMinutesAgo}</span><span>{words.FiveMinutesAgo}</span><span>{words.NowWord}</span></p></div>
            <figcaption>{sentence}</figcaption></figure>
            """);
    }

    private static void Step(HtmlText html, StringBuilder line, CountSince since, double from, double to, int most)
    {
        if (since.IsStale)
        {
            html.Add($"""<rect x="{from:0.#}" y="0" width="{to - from:0.#}" height="{Height}"/>""");
        }

        if (since.Count is { } count)
        {
            var y = Height - 3 - ((Height - 6.0) * count / Math.Max(1, most));
            line.Append(CultureInfo.InvariantCulture, $"{(line.Length == 0 ? 'M' : 'L')}{from:0.#} {y:0.#}H{to:0.#}");
        }
    }

    private static double X(ServiceView view, DateTimeOffset at) =>
        Math.Clamp(Width * (1 - ((view.Now - at) / PeersRecord.Window)), 0, Width);
}
