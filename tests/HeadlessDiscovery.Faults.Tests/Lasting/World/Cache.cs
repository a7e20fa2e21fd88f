using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Simulation;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>A cache before a source, with an entry for each name and type.</summary>
internal sealed class Cache(ISource source, SimulatedTime time, CacheMode mode = CacheMode.CountsDown) : ISource
{
    private readonly Lock gate = new();
    private readonly Dictionary<DnsQuestion, Entry> entries = [];

    /// <summary>How long a denial is kept at most.</summary>
    public uint LongestDenial { get; init; } = 5;

    /// <summary>The TTL of an expired answer that is served: 30 s by Unbound, 0 by CoreDNS.</summary>
    public uint ExpiredTtl { get; init; } = 30;

    /// <summary>How long a failure of the source is kept (dnsdist, PowerDNS Recursor: 60 s).</summary>
    public TimeSpan KeepsFailures { get; init; } = TimeSpan.Zero;

    /// <summary>Whether others ask for the service's addresses all the time, so that each copy is followed by the next one at once.</summary>
    public bool IsBusy { get; init; }

    /// <summary>Called when a copy is taken from the source.</summary>
    public Action<DnsQuestion, Reply>? Took { get; set; }

    public Reply Answer(DnsQuestion question, Random dice)
    {
        lock (gate)
        {
            var now = time.Elapsed;
            if (entries.TryGetValue(question, out var entry) && now < entry.Expires)
            {
                return Shown(entry, now);
            }

            var fresh = source.Answer(question, dice);
            if (fresh.IsFailure && mode == CacheMode.ServesExpired && entry is { Reply.IsFailure: false })
            {
                return entry.Reply with { Ttl = ExpiredTtl };
            }

            return Shown(Take(question, fresh, now, dice), now);
        }
    }

    /// <summary>When the copy for a query expires, or null.</summary>
    public TimeSpan? ExpiresAt(DnsQuestion question)
    {
        lock (gate)
        {
            return entries.TryGetValue(question, out var entry) ? entry.Expires : null;
        }
    }

    private Entry Take(DnsQuestion question, Reply fresh, TimeSpan now, Random dice)
    {
        var ttl = fresh.IsFailure ? KeepsFailures
            : TimeSpan.FromSeconds(fresh.Answers.Length > 0 ? fresh.Ttl : Math.Min(fresh.Ttl, LongestDenial));
        var kept = fresh with { Ttl = (uint)ttl.TotalSeconds, IsAuthoritative = false, IsRecursionAvailable = true };
        if (fresh.IsShuffled)
        {
            // The order of a copy is that of the answer it was taken from.
            kept = kept with { Answers = [.. fresh.Answers], IsShuffled = mode == CacheMode.CountsDown };
            dice.Shuffle(kept.Answers);
        }

        var entry = new Entry(kept, now, now + ttl);
        entries[question] = entry;
        Took?.Invoke(question, kept);
        if (IsBusy && ttl > TimeSpan.Zero && Names.KindOf(question.Name, question.Type) == QueryKind.Set)
        {
            var next = new Random(dice.Next());
            time.CreateTimer(_ => Answer(question, next), null, ttl, Timeout.InfiniteTimeSpan);
        }

        return entry;
    }

    private Reply Shown(Entry entry, TimeSpan now) => mode == CacheMode.KeepsTtl || entry.Reply.IsFailure
        ? entry.Reply
        : entry.Reply with { Ttl = entry.Reply.Ttl - (uint)(now - entry.Taken).TotalSeconds };

    private sealed record Entry(Reply Reply, TimeSpan Taken, TimeSpan Expires);
}
