namespace HeadlessDiscovery.Dns;

/// <summary>How long a server takes, smoothed, and how much that varies (RFC 6298 §2).</summary>
/// <param name="Smoothed">The smoothed time.</param>
/// <param name="Variation">Its mean deviation.</param>
internal sealed record RoundTrip(TimeSpan Smoothed, TimeSpan Variation)
{
    /// <summary>After this a reply is late.</summary>
    public TimeSpan Longest => Smoothed + (4 * Variation);

    public static RoundTrip First(TimeSpan measured) => new(measured, measured / 2);

    public RoundTrip After(TimeSpan measured) => new((0.875 * Smoothed) + (0.125 * measured), (0.75 * Variation) + (0.25 * (Smoothed - measured).Duration()));
}
