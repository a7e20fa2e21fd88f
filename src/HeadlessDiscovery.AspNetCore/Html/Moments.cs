using System.Globalization;
using HeadlessDiscovery.AspNetCore.Documents;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>Times and durations in few letters; the script writes the same.</summary>
internal static class Moments
{
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 1000 } => Text($"{time.TotalMilliseconds:0.#} ms"),
        { TotalSeconds: < 60 } => Text($"{time.TotalSeconds:0.#} s"),
        _ => Ago(time),
    };

    /// <summary>Whole seconds, then minutes, then hours.</summary>
    public static string Ago(TimeSpan time) => time switch
    {
        { TotalSeconds: < 90 } => Text($"{Math.Max(0, Math.Floor(time.TotalSeconds))} s"),
        { TotalMinutes: < 90 } => Text($"{Math.Floor(time.TotalMinutes)} min"),
        _ => Text($"{Math.Floor(time.TotalHours)} h"),
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
