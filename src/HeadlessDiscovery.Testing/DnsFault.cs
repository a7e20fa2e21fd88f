using HeadlessDiscovery.Testing.Faults;

namespace HeadlessDiscovery.Testing;

/// <summary>A fault that is set: it is played until it is used up, its time is over, or it is disposed. The methods narrow it, and combine.</summary>
/// <remarks>It is set from the start, so a question between the call that set it and the one that narrows it sees the wider fault.
/// While questions keep coming, narrow first, by <see cref="DnsFaults.Where"/>. Safe from any thread.</remarks>
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

    /// <summary>What is played, for example <c>ServFail</c>.</summary>
    public string Name => Effect.Name;

    /// <summary>How many questions it was played to.</summary>
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

    /// <summary>Plays it to so many questions in all, those before this call included.</summary>
    /// <param name="count">How many. Of a fault that truncates and then fails over TCP, so many over each.</param>
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

    /// <summary>Plays it for so long, from when it was set, by the server's clock.</summary>
    /// <param name="duration">How long.</param>
    /// <returns>This fault.</returns>
    public DnsFault For(TimeSpan duration)
    {
        lock (gate)
        {
            lasts = duration;
        }

        return this;
    }

    /// <summary>Ends the fault. A second call does nothing.</summary>
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
