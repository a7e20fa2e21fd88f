using System.Globalization;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery;

/// <summary>Bounds of durations in options. Compiled into each package that has such options.</summary>
internal static class DurationChecks
{
    /// <summary>The longest time that a timer of .NET takes.</summary>
    public static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    public static void Between(this ValidateOptionsResultBuilder failures, TimeSpan value, TimeSpan least, TimeSpan most, string property, string orElse = "")
    {
        if (value < least || value > most)
        {
            failures.AddError($"must be between {Text(least)} and {Text(most)}{orElse}, but was {Text(value)}.", property);
        }
    }

    /// <summary>As <see cref="Between"/>, up to the longest timer, or no bound.</summary>
    public static void AtLeastOrInfinite(this ValidateOptionsResultBuilder failures, TimeSpan value, TimeSpan least, string property)
    {
        if (value != Timeout.InfiniteTimeSpan)
        {
            failures.Between(value, least, LongestTimer, property, ", or Timeout.InfiniteTimeSpan");
        }
    }

    private static string Text(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);
}
