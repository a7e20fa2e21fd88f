using System.Globalization;
using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.AspNetCore.Text;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>Times and durations in few letters; the script writes the same.</summary>
internal static class Moments
{
    public static string Duration(TimeSpan time, Words words) => time switch
    {
        { TotalMilliseconds: < 1000 } => Text($"{time.TotalMilliseconds:0.#} ms"),
        { TotalSeconds: < 60 } => Text($"{time.TotalSeconds:0.#}{words.Second}"),
        _ => Ago(time, words),
    };

    /// <summary>Whole seconds, then minutes, then hours.</summary>
    public static string Ago(TimeSpan time, Words words) => time switch
    {
        { TotalSeconds: < 90 } => Text($"{Math.Max(0, Math.Floor(time.TotalSeconds))}{words.Second}"),
        { TotalMinutes: < 90 } => Text($"{Math.Floor(time.TotalMinutes)}{words.Minute}"),
        _ => Text($"{Math.Floor(time.TotalHours)}{words.Hour}"),
    };

    /// <summary>A time element: the clock's time today, the date too before that.</summary>
    public static void Time(this HtmlText html, DateTimeOffset at, DateTimeOffset now)
    {
        var utc = at.UtcDateTime;
        var shown = now.UtcDateTime.Date == utc.Date ? utc.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        html.Add($"""<time datetime="{UtcTime.Of(at)}">{shown}</time>""");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
