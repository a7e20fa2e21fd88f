namespace HeadlessDiscovery.Testing.Faults;

/// <summary>What happens to the bytes of an answer on their way.</summary>
internal sealed record Delivery
{
    public static Delivery Normal { get; } = new();

    public static Delivery Silence { get; } = new() { IsSilent = true };

    /// <summary>The TCP connection is reset instead of answered.</summary>
    public static Delivery Close { get; } = new() { IsClosed = true };

    public bool IsSilent { get; init; }

    public bool IsClosed { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>Another datagram before the right one.</summary>
    public Func<byte[], byte[]>? Before { get; init; }

    /// <summary>The same datagram once more, so much later.</summary>
    public TimeSpan? AgainAfter { get; init; }

    public bool FromAnotherPort { get; init; }

    public bool SplitsPrefix { get; init; }
}
