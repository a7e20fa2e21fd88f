using System.Globalization;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery;

/// <summary>Bounds of durations in options. Compiled into each package that has such options.</summary>
internal static class DurationChecks
{
    /// <summary>The longest time that a timer of .NET takes.</summary>
    public static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    public static void Between(this ValidateOptionsResultBuilder failures, TimeSpan value, TimeSpan least, TimeSpan most, string property) => Check(failures, value, (least, most), property, string.Empty);

    /// <summary>As <see cref="Between"/>, up to the longest timer, or no bound.</summary>
    public static void AtLeastOrInfinite(this ValidateOptionsResultBuilder failures, TimeSpan value, TimeSpan least, string property)
    {
        if (value != Timeout.InfiniteTimeSpan)
        {
            Check(failures, value, (least, LongestTimer), property, ", or Timeout.InfiniteTimeSpan");
        }
    }

    private static void Check(ValidateOptionsResultBuilder failures, TimeSpan value, (TimeSpan Least, TimeSpan Most) bounds, string property, string orElse)
    {
        if (value < bounds.Least || value > bounds.Most)
        {
            failures.AddError($"must be between {Text(bounds.Least)} and {Text(bounds.Most)}{orElse}, but was {Text(value)}.", property);
        }
    }

    private static string Text(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);
}
