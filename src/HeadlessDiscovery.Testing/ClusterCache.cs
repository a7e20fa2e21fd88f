using HeadlessDiscovery.Testing.Faults;
using HeadlessDiscovery.Testing.Wire;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing;

/// <summary>A cache between the clients and the cluster, such as a node-local CoreDNS, Unbound or dnsmasq. Each name and type is cached separately.</summary>
/// <remarks>Set it as <see cref="HeadlessServiceServer.Cache"/> in front of all replicas, or as <see cref="ClusterReplica.Cache"/> in front of one.
/// Changing a property also affects answers that are already cached. In front of all replicas, an answer that is truncated over TCP is not cached, so each query gets a different part. Faults are injected in front of the cache. The cache uses the server's clock. Thread-safe.</remarks>
public sealed class ClusterCache
{
    private readonly AnswerCache answers = new();
    private readonly Lock gate = new();
    private volatile CacheRules rules = new();

    /// <summary>Whether a cached answer keeps its full TTL, like CoreDNS with <c>keepttl</c>, instead of counting down.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool KeepsTtl
    {
        get => rules.KeepsTtl;
        set => Change(r => r with { KeepsTtl = value });
    }

    /// <summary>Whether the records of a cached answer are shuffled each time, like CoreDNS with <c>loadbalance</c>, instead of keeping their order.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Shuffles
    {
        get => rules.Shuffles;
        set => Change(r => r with { Shuffles = value });
    }

    /// <summary>The shortest time for which an answer is cached. A lower TTL is raised to it, so two caches in a row add up.</summary>
    /// <value>Default: zero. CoreDNS uses 5 s. Whole seconds. A change applies to answers cached afterwards.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan MinTtl
    {
        get => rules.MinTtl;
        set => Change(r => r with { MinTtl = NotNegative(value) });
    }

    /// <summary>The longest time for which a negative answer is cached. If the TTL of its SOA is longer, it is lowered to this value.</summary>
    /// <value>Default: 5 s, like NodeLocal DNSCache. Zero disables caching of negative answers. Whole seconds. A change applies to answers cached afterwards.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan DenialTtl
    {
        get => rules.DenialTtl;
        set => Change(r => r with { DenialTtl = NotNegative(value) });
    }

    /// <summary>How long a SERVFAIL is cached. A <see cref="DnsFaults.ServFail"/> that is injected once then lasts this long for its name and type.</summary>
    /// <value>Default: zero, which disables it. dnsdist and PowerDNS Recursor use 60 s.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan FailureTtl
    {
        get => rules.FailureTtl;
        set => Change(r => r with { FailureTtl = NotNegative(value) });
    }

    /// <summary>Serves expired positive answers, always with this TTL: 30 s for Unbound's <c>serve-expired</c>, zero for CoreDNS's <c>serve_stale</c>.</summary>
    /// <value>Default: <see langword="null"/>; expired answers are not served. Whole seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan? ExpiredTtl
    {
        get => rules.ExpiredTtl;
        set => Change(r => r with { ExpiredTtl = value is { } ttl ? NotNegative(ttl) : null });
    }

    /// <summary>Whether an expired answer is refreshed right after it has been served, so that the next query gets a new one.</summary>
    /// <value>Default: <see langword="true"/>, like Unbound and CoreDNS while their upstream responds. With <see langword="false"/>, the last good answer is served
    /// regardless of any changes, as long as <see cref="ExpiredTtl"/> is set; anything that is not cached still comes from the cluster.</value>
    public bool RenewsExpired
    {
        get => rules.RenewsExpired;
        set => Change(r => r with { RenewsExpired = value });
    }

    /// <summary>Removes all cached answers and failures.</summary>
    public void Clear() => answers.Clear();

    internal ZoneAnswer Answer(Question question, TimeProvider time, Func<ZoneAnswer> ask) => answers.Get(question, rules, time, ask);

    internal FaultEffect? HeldFailure(Question question, TimeProvider time) => answers.Failure(question, rules, time);

    internal void HoldFailure(Question question, TimeProvider time, FaultEffect fault)
    {
        if (rules.FailureTtl > TimeSpan.Zero)
        {
            answers.StoreFailure(question, time, fault);
        }
    }

    private static TimeSpan NotNegative(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
        return value;
    }

    private void Change(Func<CacheRules, CacheRules> change)
    {
        lock (gate)
        {
            rules = change(rules);
        }
    }
}
