namespace HeadlessDiscovery.Dns;

/// <summary>When the next datagram of a query is due while nothing comes back: after the time in which this server answers, then doubled (RFC 6298 §5.5).</summary>
/// <param name="first">The wait before the second try.</param>
/// <param name="least">The least wait before a later one.</param>
/// <param name="attempt">The time of an attempt (resolv.conf "timeout"), which holds all of them.</param>
/// <param name="most">How many tries silence alone may bring about.</param>
/// <param name="time">The clock.</param>
internal sealed class Retransmission(TimeSpan first, TimeSpan least, TimeSpan attempt, int most, TimeProvider time)
{
    // Timers count whole milliseconds.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly long begunTimestamp = time.GetTimestamp();
    private int of;
    private TimeSpan due;

    /// <summary>What is left of the attempt.</summary>
    public TimeSpan Left => attempt - time.GetElapsedTime(begunTimestamp) is var left && left > Tick ? left : Tick;

    /// <summary>How long until the try after so many is due; infinite where none is.</summary>
    public TimeSpan Delay(int started)
    {
        var now = time.GetElapsedTime(begunTimestamp);
        if (of != started)
        {
            of = started;
            due = started == 1 ? first : now + ((first > least ? first : least) * (1 << (started - 1)));
        }

        return started >= most || due >= attempt ? Timeout.InfiniteTimeSpan
            : due > now ? TimeSpan.FromMilliseconds(Math.Ceiling((due - now).TotalMilliseconds))
            : TimeSpan.Zero;
    }

    /// <summary>Whether the try after so many is due.</summary>
    public bool IsDue(int started) => Delay(started) == TimeSpan.Zero;
}
