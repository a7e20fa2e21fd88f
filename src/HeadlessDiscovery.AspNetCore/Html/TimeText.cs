using System.Globalization;
using HeadlessDiscovery.Json;
using HeadlessDiscovery.AspNetCore.Text;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>Times and durations in short form; the script uses the same format.</summary>
internal static class TimeText
{
    public static string Duration(TimeSpan time, Words words) => time switch
    {
        { TotalMilliseconds: < 1000 } => Text($"{time.TotalMilliseconds:0.#} ms"),
        { TotalSeconds: < 60 } => Text($"{time.TotalSeconds:0.#}{words.Second}"),
        _ => Ago(time, words),
    };

    /// <summary>Whole seconds, then minutes and seconds, then hours and minutes.</summary>
    public static string Ago(TimeSpan time, Words words)
    {
        var seconds = Math.Max(0, (long)time.TotalSeconds);
        return seconds switch
        {
            < 60 => Text($"{seconds}{words.Second}"),
            < 3600 => Two(seconds / 60, words.Minute, seconds % 60, words.Second),
            _ => Two(seconds / 3600, words.Hour, seconds / 60 % 60, words.Minute),
        };
    }

    /// <summary>A time that counts up while the page is open.</summary>
    public static void Age(this HtmlText html, TimeSpan age, Words words) =>
        html.Add($"""<span data-age="{age.TotalSeconds:0.0}">{Ago(age, words)}</span>""");

    /// <summary>A time that counts down while the page is open.</summary>
    public static void Left(this HtmlText html, TimeSpan left, Words words) =>
        html.Add($"""<span data-left="{left.TotalSeconds:0.0}">{Ago(left, words)}</span>""");

    /// <summary>A time, and how long ago that is.</summary>
    public static void TimeAndAge(this HtmlText html, DateTimeOffset at, DateTimeOffset now, Words words)
    {
        html.Time(at, now);
        html.Add($" <small>");
        html.Age(now - at, words);
        html.Add($" {words.Ago}</small>");
    }

    /// <summary>A time element: only the time for today, otherwise with the date.</summary>
    public static void Time(this HtmlText html, DateTimeOffset at, DateTimeOffset now)
    {
        var utc = at.UtcDateTime;
        var shown = now.UtcDateTime.Date == utc.Date ? utc.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        html.Add($"""<time datetime="{JsonText.Time(at)}">{shown}</time>""");
    }

    private static string Two(long first, string unit, long second, string lesser) =>
        second == 0 ? Text($"{first}{unit}") : Text($"{first}{unit} {second}{lesser}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
