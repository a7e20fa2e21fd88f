using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>All that the rules remember between two look-ups. Immutable.</summary>
internal sealed record MembershipState
{
    public static MembershipState Start { get; } = new();

    /// <summary>Everybody whom the answers name, held included, this process too. Sorted.</summary>
    public ImmutableArray<TrackedPeer> Tracked { get; init; } = [];

    /// <summary>Whether a verified answer ever came.</summary>
    public bool IsResolved { get; init; }

    /// <summary>Whether anybody was ever named.</summary>
    public bool WasEverNonEmpty { get; init; }

    public CountedAnswer? LastCounted { get; init; }

    /// <summary>Whether the last complete answer was the same cached copy again, so that only its expiry brings news.</summary>
    public bool AwaitsExpiry { get; init; }

    /// <summary>Whether the holds are those of a mass removal.</summary>
    public bool IsMassRemoval { get; init; }

    /// <summary>When the first of the look-ups was asked that failed since the last verified answer; null where none did.</summary>
    public TimeSpan? UnknownSince { get; init; }

    public PeerSnapshot Snapshot { get; init; } = PeerSnapshot.Unresolved;

    /// <summary>Since when the oldest held peer is held; null where none is.</summary>
    public TimeSpan? OldestHold
    {
        get
        {
            TimeSpan? oldest = null;
            foreach (var tracked in Tracked)
            {
                oldest = tracked.HeldSince is { } since && !(oldest <= since) ? since : oldest;
            }

            return oldest;
        }
    }
}
