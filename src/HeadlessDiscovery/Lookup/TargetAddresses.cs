using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>The addresses of SRV targets that came without glue, each kept for its own TTL, so that a refresh queries only what is new or has expired.</summary>
/// <remarks>Only addresses are kept, no denial and no failure. What a lookup did not need is gone after it, so that there are never more than its targets.</remarks>
internal sealed class TargetAddresses(TimeProvider time)
{
    private Dictionary<(string Host, DnsRecordType Type), Kept> kept = new(ByHost.Instance);
    private Dictionary<(string Host, DnsRecordType Type), Kept> needed = new(ByHost.Instance);

    /// <summary>Begins a lookup.</summary>
    public void Begin() => needed.Clear();

    /// <summary>Ends a lookup: what it did not need is forgotten.</summary>
    public void End() => (kept, needed) = (needed, kept);

    /// <summary>Forgets everything, because other servers may answer otherwise.</summary>
    public void Forget()
    {
        kept.Clear();
        needed.Clear();
    }

    /// <summary>The answer about a host; null where one of the families is not there any more.</summary>
    /// <param name="host">The fully qualified name.</param>
    /// <param name="families">The families, IPv4 first.</param>
    public PeerAnswer? Find(string host, DnsRecordType[] families)
    {
        PeerAnswer? both = null;
        foreach (var family in families)
        {
            if (!kept.TryGetValue((host, family), out var one) || time.GetElapsedTime(one.AtTimestamp) >= one.Answer.Ttl)
            {
                return null;
            }

            needed[(host, family)] = one;
            var answer = one.Answer with { Ttl = Left(one) };
            both = both is null ? answer : FamilyPair.Of(both, answer);
        }

        return both;
    }

    /// <summary>Keeps those families of an answer that have addresses.</summary>
    /// <param name="host">The fully qualified name.</param>
    /// <param name="families">The families that were queried.</param>
    /// <param name="answer">The answer about them.</param>
    public void Keep(string host, DnsRecordType[] families, PeerAnswer answer)
    {
        if (families.Length == 1)
        {
            KeepOne((host, families[0]), answer);
            return;
        }

        for (var i = 0; i < families.Length; i++)
        {
            KeepOne((host, families[i]), (PeerAnswer)answer.Families[i]);
        }
    }

    // Hosts that were queried at different times expire at different times: they must not bring lookups forward to one after the other.
    private TimeSpan? Left(Kept one)
    {
        var left = one.Answer.Ttl - time.GetElapsedTime(one.AtTimestamp);
        var half = one.Answer.Ttl / 2;
        return left > half ? left : half;
    }

    private void KeepOne((string Host, DnsRecordType Type) key, PeerAnswer answer)
    {
        if (answer is { Outcome: LookupOutcome.Found, Ttl: not null })
        {
            needed[key] = new Kept(answer, time.GetTimestamp());
        }
    }

    private readonly record struct Kept(PeerAnswer Answer, long AtTimestamp);

    private sealed class ByHost : IEqualityComparer<(string Host, DnsRecordType Type)>
    {
        public static readonly ByHost Instance = new();

        public bool Equals((string Host, DnsRecordType Type) x, (string Host, DnsRecordType Type) y) =>
            x.Type == y.Type && string.Equals(x.Host, y.Host, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Host, DnsRecordType Type) obj) => HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Host), obj.Type);
    }
}
