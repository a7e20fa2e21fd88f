namespace HeadlessDiscovery;

/// <summary>What a change of the members does to one key.</summary>
public enum OwnershipMove
{
    /// <summary>The owner is the same, or there is still none.</summary>
    None = 0,

    /// <summary>This process owns the key now, and did not before.</summary>
    Gained = 1,

    /// <summary>This process owned the key, and no longer does; the new owner, if there is one, is <c>change.Current.OwnerOf(key)</c>.</summary>
    Lost = 2,

    /// <summary>The owner changes, and neither the old nor the new one is this process.</summary>
    BetweenOthers = 3,
}
