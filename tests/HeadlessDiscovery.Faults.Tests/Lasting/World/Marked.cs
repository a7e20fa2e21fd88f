namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>The names of what cases note.</summary>
internal static class Marked
{
    /// <summary>Seconds in which something did not hold that must always hold.</summary>
    public const string Broken = "seconds broken";

    /// <summary>Seconds until the list was right.</summary>
    public const string RightAfter = "right after";

    /// <summary>Seconds of a stale list where it may not be one.</summary>
    public const string Stale = "seconds stale";

    /// <summary>Seconds in which the list was not verified as empty.</summary>
    public const string NotEmpty = "seconds not empty";

    public const string FirstAnswer = "first answer after";
    public const string FirstCount = "peers of the first answer";
    /// <summary>Seconds in which the last lookup was not Unknown.</summary>
    public const string NotUnknown = "seconds not unknown";

    public const string Readiness = "readiness";
    public const string ReadyAfter = "ready after";

    /// <summary>The most queries that a server got in a minute.</summary>
    public const string MostAMinute = "most queries a minute";

    /// <summary>How many log lines said that there is verified nobody.</summary>
    public const string VerifiedEmpty = "lines of verified emptiness";

    public const string QueriesPerTtl = "queries a TTL";
    public const string MedianBeyondLag = "median beyond the lag";
    public const string MostBeyondLag = "most beyond the lag";
    public const string LateAdditions = "most of an addition beyond the lag";
    public const string LongestGap = "longest gap between lookups";
    public const string Lookups = "lookups in the minute";
    public const string NextLookup = "next lookup after";
    public const string Missing = "most missing";
    public const string Overdue = "most overdue";
    public const string MostBeside = "most queries beside a refresh";
    public const string Ratio = "listed to alive";
    public const string QueriesInMinute = "queries in the first minute";
}
