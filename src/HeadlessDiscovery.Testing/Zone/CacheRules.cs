namespace HeadlessDiscovery.Testing.Zone;

/// <summary>The properties of a <see cref="ClusterCache"/> at one moment.</summary>
internal sealed record CacheRules
{
    public bool KeepsTtl { get; init; }

    public bool Shuffles { get; init; }

    public TimeSpan MinTtl { get; init; }

    public TimeSpan DenialTtl { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan FailureTtl { get; init; }

    public TimeSpan? ExpiredTtl { get; init; }

    public bool RenewsExpired { get; init; } = true;
}
