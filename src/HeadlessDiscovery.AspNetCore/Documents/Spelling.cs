namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>The numbers of the JSON; its words are the codes of the library.</summary>
internal static class Spelling
{
    public static double? Seconds(TimeSpan? duration) => duration is { } time ? Math.Round(time.TotalSeconds, 6) : null;
}
