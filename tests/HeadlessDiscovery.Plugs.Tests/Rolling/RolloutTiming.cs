namespace HeadlessDiscovery.Plugs.Tests.Rolling;

/// <summary>The times of a rolling update, and of what discovers it.</summary>
internal sealed record RolloutTiming
{
    /// <summary>Those of docs/kubernetes.md, for a TTL of 5 s, with the default options of the library.</summary>
    public static RolloutTiming Page { get; } = new();

    public TimeSpan Ttl { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the start of a container until it listens.</summary>
    public TimeSpan StartUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From one replacement to the next.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the pause of preStop is, or null: SIGTERM comes when the pod leaves DNS.</summary>
    public TimeSpan? PreStop { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a pod is listed only when it listens, or as soon as its container has started.</summary>
    public bool HasReadinessProbe { get; init; } = true;

    /// <summary>The peers of the packages.</summary>
    public Action<HeadlessPeersOptions> Peers { get; init; } = _ => { };

    /// <summary>A fifth of every time. A removal is believed at once, because the seconds between its confirmations do not shrink with the TTL.</summary>
    public RolloutTiming Scaled() => this with
    {
        Ttl = Ttl / 5,
        StartUp = StartUp / 5,
        Pace = Pace / 5,
        PreStop = PreStop / 5,
        Peers = options =>
        {
            options.MinRefreshInterval /= 5;
            options.MaxRefreshInterval /= 5;
            options.MassRemovalHold /= 5;
            options.RemovalConfirmations = 1;
        },
    };

    public RolloutTiming Without(bool preStop, bool readiness) => this with { PreStop = preStop ? null : PreStop, HasReadinessProbe = !readiness };
}
