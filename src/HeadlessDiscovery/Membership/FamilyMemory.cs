using System.Collections.Immutable;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace HeadlessDiscovery.Membership;

/// <summary>What the rules remember of the answers about one family; of both at once where they come together.</summary>
/// <param name="Family">The family; null for both at once.</param>
internal sealed record FamilyMemory(AddressFamily? Family)
{
    // Replicas and their caches take turns; beyond a few, an old copy has expired.
    private const int MostCopies = 4;

    /// <summary>Whether the last lookup established nothing about it.</summary>
    public bool IsStale { get; init; }

    /// <summary>When the first of the lookups was started that failed since the last verified answer; null where none did.</summary>
    public TimeSpan? UnknownSince { get; init; }

    /// <summary>The latest answers that counted, the last one first.</summary>
    public ImmutableArray<CountedAnswer> Counted { get; init; } = [];

    /// <summary>Whether the last complete answer was a cached copy of one that counted, so that only its expiry brings news.</summary>
    public bool AwaitsExpiry { get; init; }

    /// <summary>Whether the same records were seen to come in different orders.</summary>
    public bool Shuffles { get; init; }

    /// <summary>The TTL of the last verified answer; null where it had none.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>When the last complete answer with records was made, as far as its TTL tells.</summary>
    public TimeSpan Born { get; init; }

    /// <summary>The TTL with which answers with records begin.</summary>
    public FullTtl Full { get; init; }

    /// <summary>The order of the last truncated part, which is the same part again if it has the same.</summary>
    public int PartOrder { get; init; }

    /// <summary>How many parts in a row were random ones.</summary>
    public int RandomParts { get; init; }

    public bool Concerns(Peer peer) => Family is null || peer.Address.AddressFamily == Family;

    public bool IsCopy(PeerAnswer answer, ClockReading now)
    {
        foreach (var counted in Counted)
        {
            if (counted.IsSameCopy(answer, Shuffles, now))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The memory after a verified answer.</summary>
    public FamilyMemory After(PeerAnswer answer, bool counts, ClockReading now)
    {
        var isFound = answer.Outcome == LookupOutcome.Found;
        var full = isFound ? Full.After(answer.CopyTtl, now.Elapsed) : Full;
        return this with
        {
            IsStale = false,
            UnknownSince = null,
            Counted = counts ? Remember(CountedAnswer.Of(answer, Counted.FirstOrDefault(), now), now) : Counted,
            AwaitsExpiry = !counts,
            Shuffles = Shuffles || SeesShuffling(answer),
            Ttl = answer.Ttl,
            Full = full,
            Born = isFound ? full.BornAt(answer.CopyTtl, now.Elapsed) : Born,
            RandomParts = 0,
        };
    }

    private bool SeesShuffling(PeerAnswer answer)
    {
        foreach (var counted in Counted)
        {
            if (counted.IsShuffled(answer))
            {
                return true;
            }
        }

        return false;
    }

    private ImmutableArray<CountedAnswer> Remember(CountedAnswer answer, ClockReading now)
    {
        var kept = new CountedAnswer[MostCopies];
        kept[0] = answer;
        var count = 1;
        foreach (var counted in Counted)
        {
            if (count < MostCopies && now.Elapsed < counted.ExpiresElapsed)
            {
                kept[count++] = counted;
            }
        }

        Array.Resize(ref kept, count);
        return ImmutableCollectionsMarshal.AsImmutableArray(kept);
    }
}
