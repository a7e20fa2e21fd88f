namespace HeadlessDiscovery.Diagnosis;

/// <summary>What a lookup that could not be completed leaves behind.</summary>
/// <param name="Kept">How many last known peers stay; null where this one lookup is all there is.</param>
/// <param name="IsKnown">Whether a verified answer was ever seen.</param>
internal readonly record struct Consequence(int? Kept, bool IsKnown)
{
    /// <summary>One lookup by itself.</summary>
    public static Consequence OfOne { get; } = new(null, false);

    public static Consequence Of(PeerSnapshot snapshot) => new(snapshot.Count, snapshot.IsResolved || snapshot.IsStale);
}
