using System.Collections.Immutable;

namespace HeadlessDiscovery.Lookup;

/// <summary>A finished look-up: the outcome, and its story for those who ask.</summary>
internal sealed class LookupReport
{
    public required PeerAnswer Answer { get; init; }

    public required LookupPlan Plan { get; init; }

    public bool ViaCname { get; init; }

    public ImmutableArray<LookupNote> Notes { get; init; } = [];

    /// <summary>The SRV targets without final dot, where they were asked for; sorted.</summary>
    public ImmutableArray<string> HostNames { get; init; } = [];

    public TimeSpan Duration { get; init; }

    /// <summary>Reads the tries; made only when somebody asks.</summary>
    public Func<ImmutableArray<LookupQuestion>> ReadAsked { get; init; } = static () => [];

    /// <summary>What made it Unknown, where an exception did.</summary>
    public Exception? Error { get; init; }
}
