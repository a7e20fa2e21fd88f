using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Options;

/// <summary>The checks that the options of several packages need. Compiled into each package that has such options, because they are internal.</summary>
internal static class OptionChecks
{
    /// <summary>The longest time that a timer of .NET takes.</summary>
    public static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    public static void Between(this ValidateOptionsResultBuilder failures, TimeSpan? value, TimeSpan least, TimeSpan most, string property, string orElse = "")
    {
        if (value < least || value > most)
        {
            failures.AddError($"must be between {Text(least)} and {Text(most)}{orElse}, but was {Text(value.Value)}.", property);
        }
    }

    /// <summary>At least so long and up to the longest timer, or no bound.</summary>
    public static void AtLeastOrInfinite(this ValidateOptionsResultBuilder failures, TimeSpan value, TimeSpan least, string property)
    {
        if (value != Timeout.InfiniteTimeSpan)
        {
            failures.Between(value, least, LongestTimer, property, ", or Timeout.InfiniteTimeSpan");
        }
    }

    public static void Between(this ValidateOptionsResultBuilder failures, long value, long least, long most, string property)
    {
        if (value < least || value > most)
        {
            failures.AddError($"must be between {least} and {most}, but was {value}.", property);
        }
    }

    public static void AtLeast(this ValidateOptionsResultBuilder failures, int value, int least, string property)
    {
        if (value < least)
        {
            failures.AddError($"must be {least} or more, but was {value}.", property);
        }
    }

    public static void Scheme(this ValidateOptionsResultBuilder failures, string? scheme, string property)
    {
        if (scheme is not ("http" or "https"))
        {
            failures.AddError($"must be http or https, but was '{scheme}'.", property);
        }
    }

    public static void Port(this ValidateOptionsResultBuilder failures, int? port, string property)
    {
        if (port is < 1 or > IPEndPoint.MaxPort)
        {
            failures.AddError($"must be between 1 and 65535, or null, but was {port}.", property);
        }
    }

    public static string Text(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);
}
