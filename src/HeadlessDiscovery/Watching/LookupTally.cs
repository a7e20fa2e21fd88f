using System.Collections.Immutable;

namespace HeadlessDiscovery.Watching;

/// <summary>Counts the lookups of one resolver and how long they took. Of one size, however many there are.</summary>
internal sealed class LookupTally
{
    // From 1 µs to 2^27 µs (134 s) in steps of an eighth of a doubling; what is longer counts as the last.
    private const int StepsPerDoubling = 8;
    private const int Doublings = 27;

    private readonly Lock gate = new();
    private readonly int[] buckets = new int[(StepsPerDoubling * Doublings) + 1];
    private long lookups;
    private long failed;
    private int inARow;

    public void Count(bool isFailure, TimeSpan took)
    {
        lock (gate)
        {
            lookups++;
            failed += isFailure ? 1 : 0;
            inARow = isFailure ? inARow + 1 : 0;
            buckets[Bucket(took)]++;
        }
    }

    /// <summary>The counts, with what else the statistics show.</summary>
    public PeerResolverStatistics Read(TimeSpan? nextIn = null, ImmutableArray<HeldPeer> held = default, ImmutableArray<ReportedPeer> reported = default)
    {
        lock (gate)
        {
            return new PeerResolverStatistics
            {
                Lookups = lookups,
                FailedLookups = failed,
                FailuresInARow = inARow,
                MedianDuration = Percentile(0.5),
                Percentile99Duration = Percentile(0.99),
                NextLookupIn = nextIn,
                Held = held,
                Reported = reported,
            };
        }
    }

    private static int Bucket(TimeSpan took) =>
        took.TotalMicroseconds <= 1 ? 0 : Math.Min((int)Math.Round(Math.Log2(took.TotalMicroseconds) * StepsPerDoubling), StepsPerDoubling * Doublings);

    private TimeSpan? Percentile(double part)
    {
        var left = (long)Math.Ceiling(lookups * part);
        for (var i = 0; left > 0 && i < buckets.Length; i++)
        {
            left -= buckets[i];
            if (left <= 0)
            {
                return TimeSpan.FromMicroseconds(Math.Pow(2, (double)i / StepsPerDoubling));
            }
        }

        return null;
    }
}
