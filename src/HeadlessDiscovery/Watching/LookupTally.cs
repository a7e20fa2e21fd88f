using System.Collections.Immutable;

namespace HeadlessDiscovery.Watching;

/// <summary>Counts the lookups of one resolver and how long they took. Never more than a kilobyte, however many there are.</summary>
internal sealed class LookupTally
{
    // From 1 µs to 2^27 µs (134 s) in steps of an eighth of a doubling; what is longer counts as the last.
    private const int StepsPerDoubling = 8;
    private const int Doublings = 27;

    // Those that have any: the lookups of one service are much alike.
    private readonly SortedList<byte, int> buckets = [];
    private long lookups;
    private long failed;
    private int inARow;

    public void Count(bool isFailure, TimeSpan took)
    {
        lock (buckets)
        {
            lookups++;
            failed += isFailure ? 1 : 0;
            inARow = isFailure ? inARow + 1 : 0;
            var bucket = Bucket(took);
            buckets[bucket] = buckets.GetValueOrDefault(bucket) + 1;
        }
    }

    /// <summary>The counts, with what else the statistics show.</summary>
    public PeerResolverStatistics Read(TimeSpan? nextIn = null, ImmutableArray<HeldPeer> held = default, ImmutableArray<ReportedPeer> reported = default)
    {
        lock (buckets)
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

    private static byte Bucket(TimeSpan took) =>
        took.TotalMicroseconds <= 1 ? (byte)0 : (byte)Math.Min((int)Math.Round(Math.Log2(took.TotalMicroseconds) * StepsPerDoubling), StepsPerDoubling * Doublings);

    private TimeSpan? Percentile(double part)
    {
        var left = (long)Math.Ceiling(lookups * part);
        foreach (var (bucket, count) in buckets)
        {
            left -= count;
            if (left <= 0)
            {
                return TimeSpan.FromMicroseconds(Math.Pow(2, (double)bucket / StepsPerDoubling));
            }
        }

        return null;
    }
}
