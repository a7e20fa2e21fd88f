namespace HeadlessDiscovery;

/// <summary>The TTL that an answer starts with, as far as it was seen: it tells how old a copy from a cache is.</summary>
/// <param name="Value">The largest TTL seen lately.</param>
/// <param name="SeenAt">When.</param>
internal readonly record struct FullTtl(TimeSpan Value, TimeSpan SeenAt)
{
    // A zone may be given a lower TTL: after so long without the old one it is forgotten.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // A TTL is whole seconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    /// <summary>Whether a statement may be a copy of another one, or older, as far as their TTLs tell; false where there is no other one.</summary>
    public static bool IsNoNewer(TimeSpan born, TimeSpan? other) => born <= other + Rounding;

    public FullTtl After(TimeSpan? ttl, TimeSpan now) =>
        ttl is { } own && (own >= Value || now - SeenAt > (2 * Value) + Patience) ? new FullTtl(own, now) : this;

    /// <summary>When a statement was made that has this TTL now.</summary>
    public TimeSpan BornAt(TimeSpan? ttl, TimeSpan now) => ttl is { } own && own < Value ? now - (Value - own) : now;
}
