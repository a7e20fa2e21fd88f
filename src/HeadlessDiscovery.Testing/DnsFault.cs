using HeadlessDiscovery.Testing.Faults;

namespace HeadlessDiscovery.Testing;

/// <summary>An active fault. It is injected until its count or duration is used up, or until it is disposed. The methods restrict it and can be combined.</summary>
/// <remarks>A fault is active from the start, so a query that arrives before the restricting call sees the unrestricted fault.
/// If queries are arriving, restrict it first with <see cref="DnsFaults.Where"/>. Thread-safe.</remarks>
public sealed partial class DnsFault : IDisposable
{
    private readonly FaultQueue queue;
    private readonly Lock gate = new();
    private readonly long setTimestamp;
    private Func<AskedQuestion, bool> matches;
    private TimeSpan? lasts;
    private int limit = int.MaxValue;
    private int usedOverUdp;
    private int usedOverTcp;

    internal DnsFault(FaultQueue queue, FaultEffect effect, Func<AskedQuestion, bool> matches)
    {
        this.queue = queue;
        this.matches = q => effect.Matches(q) && matches(q);
        Effect = effect;
        setTimestamp = queue.Time.GetTimestamp();
    }

    /// <summary>The name of the fault, for example <c>ServFail</c>.</summary>
    public string Name => Effect.Name;

    /// <summary>The number of queries that it has been injected into.</summary>
    public int Used
    {
        get
        {
            lock (gate)
            {
                return usedOverUdp + usedOverTcp;
            }
        }
    }

    /// <summary>Limits the fault to a total number of queries, including those before this call.</summary>
    /// <param name="count">The number of queries. For a fault that truncates and then fails over TCP, the number over each protocol.</param>
    /// <returns>This fault.</returns>
    public DnsFault Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (gate)
        {
            limit = count;
        }

        return this;
    }

    /// <summary>Limits the fault to a duration, counted from when it was set, by the server's clock.</summary>
    /// <param name="duration">The duration.</param>
    /// <returns>This fault.</returns>
    public DnsFault For(TimeSpan duration)
    {
        lock (gate)
        {
            lasts = duration;
        }

        return this;
    }

    /// <summary>Ends the fault. Calling it again has no effect.</summary>
    public void Dispose() => queue.Remove(this);

    internal FaultEffect Effect { get; }

    internal bool TryUse(AskedQuestion question)
    {
        Func<AskedQuestion, bool> wants;
        lock (gate)
        {
            wants = matches;
        }

        return wants(question) && Count(question.Transport == "tcp");
    }

    private bool Count(bool overTcp)
    {
        lock (gate)
        {
            var used = (Effect.CountsEachTransport, overTcp) switch
            {
                (true, true) => usedOverTcp,
                (true, false) => usedOverUdp,
                _ => usedOverUdp + usedOverTcp,
            };
            if (used >= limit || (lasts is { } duration && queue.Time.GetElapsedTime(setTimestamp) >= duration))
            {
                return false;
            }

            _ = overTcp ? usedOverTcp++ : usedOverUdp++;
            return true;
        }
    }
}
