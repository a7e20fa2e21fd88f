using System.Collections.Concurrent;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>Plays a cache in front, such as NodeLocal DNSCache: one answer in one order until its TTL ran out, which counts down.</summary>
internal sealed class AnswerCache(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string, RecordType), (ZoneAnswer Answer, long StoredTimestamp)> entries = new();

    public ZoneAnswer Get(Question question, Func<ZoneAnswer> ask)
    {
        var key = (question.Key, question.Type);
        if (entries.TryGetValue(key, out var entry))
        {
            var age = (uint)time.GetElapsedTime(entry.StoredTimestamp).TotalSeconds;
            if (age < Lifetime(entry.Answer))
            {
                return Aged(entry.Answer, age, question);
            }
        }

        var fresh = ask();
        entries[key] = (fresh, time.GetTimestamp());
        return fresh;
    }

    private static uint Lifetime(ZoneAnswer answer) =>
        answer.Answers.Concat(answer.Authority).Concat(answer.Additional).Select(r => r.Ttl).DefaultIfEmpty(0u).Min();

    private static ZoneAnswer Aged(ZoneAnswer answer, uint age, Question question) => answer with
    {
        Answers = Aged(answer.Answers, age, question),
        Authority = Aged(answer.Authority, age, question),
        Additional = Aged(answer.Additional, age, question),
    };

    // The one who asked first may have written the name in another case.
    private static DnsRecord[] Aged(IReadOnlyList<DnsRecord> records, uint age, Question question) =>
        [.. records.Select(r => r with { Ttl = r.Ttl - age, Owner = string.Equals(r.Owner, question.Name, StringComparison.OrdinalIgnoreCase) ? question.Name : r.Owner })];
}
