using HeadlessDiscovery.Testing.Faults;
using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>Caches failures, and answers by name and type, each in one order until its TTL has expired.</summary>
internal sealed class AnswerCache
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Key, RecordType Type), (ZoneAnswer Answer, long StoredTimestamp)> answers = [];
    private readonly Dictionary<(string Key, RecordType Type), (FaultEffect Fault, long StoredTimestamp)> failures = [];

    public ZoneAnswer Get(Question question, CacheRules rules, TimeProvider time, Func<ZoneAnswer> ask)
    {
        lock (gate)
        {
            if (!answers.TryGetValue(KeyOf(question), out var cached))
            {
                return Renew();
            }

            var (answer, stored) = cached;
            var age = (uint)time.GetElapsedTime(stored).TotalSeconds;
            if (age < Lifetime(answer))
            {
                return rules.KeepsTtl ? To(question, answer, ttl => ttl) : To(question, answer, ttl => ttl - age);
            }

            if (rules.ExpiredTtl is not { } expired || answer.Answers.Count == 0)
            {
                return Renew();
            }

            if (rules.RenewsExpired)
            {
                Renew();
            }

            return To(question, answer, _ => ClusterState.Seconds(expired));
        }

        ZoneAnswer Renew()
        {
            var fresh = Bounded(question, ask(), rules);

            // RFC 1035 §3.2.1: a TTL of zero is used once and not cached. Nor is a truncated answer (RFC 2181 §9).
            if (Lifetime(fresh) > 0 && !fresh.IsTooLarge)
            {
                answers[KeyOf(question)] = (fresh, time.GetTimestamp());
            }
            else
            {
                answers.Remove(KeyOf(question));
            }

            return fresh;
        }
    }

    public FaultEffect? Failure(Question question, CacheRules rules, TimeProvider time)
    {
        lock (gate)
        {
            return failures.TryGetValue(KeyOf(question), out var held) && time.GetElapsedTime(held.StoredTimestamp) < rules.FailureTtl ? held.Fault : null;
        }
    }

    public void StoreFailure(Question question, TimeProvider time, FaultEffect fault)
    {
        lock (gate)
        {
            failures[KeyOf(question)] = (fault, time.GetTimestamp());
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            answers.Clear();
            failures.Clear();
        }
    }

    private static (string Key, RecordType Type) KeyOf(Question question) => (question.Key, question.Type);

    private static uint Lifetime(ZoneAnswer answer) =>
        answer.Answers.Concat(answer.Authority).Concat(answer.Additional).Select(r => r.Ttl).DefaultIfEmpty(0u).Min();

    // CoreDNS replaces the TTL with the time for which it caches, already in the first answer; the SOA's minimum is unchanged.
    private static ZoneAnswer Bounded(Question question, ZoneAnswer answer, CacheRules rules)
    {
        var least = ClusterState.Seconds(rules.MinTtl);
        var most = answer.Answers.Count > 0 ? uint.MaxValue : ClusterState.Seconds(rules.DenialTtl);
        return To(question, answer, ttl => Math.Min(Math.Max(ttl, least), most));
    }

    private static ZoneAnswer To(Question question, ZoneAnswer answer, Func<uint, uint> ttl) => answer with
    {
        Answers = To(question, answer.Answers, ttl),
        Authority = To(question, answer.Authority, ttl),
        Additional = To(question, answer.Additional, ttl),
    };

    // The first client may have written the name in another case.
    private static DnsRecord[] To(Question question, IReadOnlyList<DnsRecord> records, Func<uint, uint> ttl) =>
        [.. records.Select(r => r with { Ttl = ttl(r.Ttl), Owner = string.Equals(r.Owner, question.Name, StringComparison.OrdinalIgnoreCase) ? question.Name : r.Owner })];
}
