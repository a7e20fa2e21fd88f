using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>What is remembered of one name server from lookup to lookup. Safe for tries at the same time.</summary>
internal sealed class ServerMemory(IPEndPoint server, TimeProvider time)
{
    /// <summary>How long a server that answered only without EDNS is queried without it.</summary>
    public static readonly TimeSpan WithoutEdnsFor = TimeSpan.FromMinutes(10);

    private readonly QueryMinute minute = new(time);
    private ImmutableArray<DnsQuestion> answered = [];
    private Failure? failure;
    private EdnsFailure? withoutEdns;
    private RoundTrip? roundTrip;

    public IPEndPoint Server => server;

    /// <summary>Whether the last query that tells failed.</summary>
    public bool HasFailed => Volatile.Read(ref failure) is not null;

    /// <summary>Whether the last that was heard of it is its silence.</summary>
    public bool IsSilent => Volatile.Read(ref failure) is { WasSilent: true };

    /// <summary>Whether queries to it carry an OPT record.</summary>
    public bool UsesEdns => Volatile.Read(ref withoutEdns) is not { } since || time.GetElapsedTime(since.AtTimestamp) >= WithoutEdnsFor;

    public void Failed(bool wasSilent) => Volatile.Write(ref failure, new Failure(time.GetTimestamp(), wasSilent));

    /// <summary>A try was given up because another one was answered first, or the lookup ended. What failed before keeps its time.</summary>
    /// <param name="askedLastFor">How long it is queried last, unless it has never answered: then it may know more than the others, and the next lookup probes it.</param>
    public void WasOvertaken(TimeSpan askedLastFor)
    {
        var now = time.GetTimestamp();
        var at = HasAnswered ? now : now - (long)(askedLastFor.TotalSeconds * time.TimestampFrequency);
        Interlocked.CompareExchange(ref failure, new Failure(at, WasSilent: true), null);
    }

    public void Answered() => Volatile.Write(ref failure, null);

    /// <summary>Takes the probe of a server that failed so long ago; false where it is not due.</summary>
    public bool TakeProbe(TimeSpan after) =>
        Volatile.Read(ref failure) is { } seen && time.GetElapsedTime(seen.AtTimestamp) >= after
        && ReferenceEquals(Interlocked.CompareExchange(ref failure, seen with { AtTimestamp = time.GetTimestamp() }, seen), seen);

    /// <summary>Remembers that it answered without EDNS what it had not answered with it.</summary>
    /// <param name="isCertain">Whether it said that it does not know EDNS. Where it was silent, the silence may have ended by itself, which a probe finds out.</param>
    public void AnsweredWithoutEdns(bool isCertain) => Volatile.Write(ref withoutEdns, new EdnsFailure(time.GetTimestamp(), isCertain));

    /// <summary>Forgets that it was queried without EDNS.</summary>
    public void AnsweredWithEdns() => Volatile.Write(ref withoutEdns, null);

    /// <summary>Takes the probe with EDNS of a server that was silent with it; false where no such probe is due.</summary>
    public bool TakeEdnsProbe() =>
        Volatile.Read(ref withoutEdns) is { IsCertain: false } seen && ReferenceEquals(Interlocked.CompareExchange(ref withoutEdns, seen with { IsCertain = true }, seen), seen);

    /// <summary>Counts a query that was sent.</summary>
    public void Sent() => minute.Sent();

    /// <summary>Remembers how long it took to answer.</summary>
    public void Took(TimeSpan measured)
    {
        lock (minute)
        {
            roundTrip = roundTrip?.After(measured) ?? RoundTrip.First(measured);
        }
    }

    private bool HasAnswered
    {
        get
        {
            lock (minute)
            {
                return roundTrip is not null;
            }
        }
    }

    /// <summary>Counts the queries that the lateness of a reply brought about: nothing had been lost.</summary>
    public void WasOnlyLate(int needless) => minute.WereNeedless(needless);

    /// <summary>Whether a query may be repeated while its first copy is silent.</summary>
    /// <param name="repeats">How often it was repeated already.</param>
    public bool MayRepeat(int repeats) => minute.MayRepeat(repeats);

    /// <summary>When the next try is due beside a silent one: a server that always takes long is not overtaken each time.</summary>
    public TimeSpan RepeatAfter(TimeSpan hedgeDelay)
    {
        lock (minute)
        {
            return hedgeDelay > TimeSpan.Zero && roundTrip?.Longest is { } longest && longest > hedgeDelay ? longest : hedgeDelay;
        }
    }

    /// <summary>Remembers that it answered a question with records, so that its negative answers count later.</summary>
    public void AnsweredWithRecords(DnsQuestion question) =>
        ImmutableInterlocked.Update(ref answered, static (questions, one) => questions.Contains(one) ? questions : questions.Add(one), question);

    public bool HasAnsweredWithRecords(DnsQuestion question) => answered.Contains(question);

    private sealed record Failure(long AtTimestamp, bool WasSilent);

    private sealed record EdnsFailure(long AtTimestamp, bool IsCertain);
}

/// <summary>How long a server takes, smoothed, and how much that varies (RFC 6298 §2).</summary>
/// <param name="Smoothed">The smoothed time.</param>
/// <param name="Variation">Its mean deviation.</param>
internal readonly record struct RoundTrip(TimeSpan Smoothed, TimeSpan Variation)
{
    /// <summary>After this a reply is late.</summary>
    public TimeSpan Longest => Smoothed + (4 * Variation);

    public static RoundTrip First(TimeSpan measured) => new(measured, measured / 2);

    public RoundTrip After(TimeSpan measured) => new((0.875 * Smoothed) + (0.125 * measured), (0.75 * Variation) + (0.25 * (Smoothed - measured).Duration()));
}
