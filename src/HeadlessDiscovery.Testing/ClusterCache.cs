using HeadlessDiscovery.Testing.Faults;
using HeadlessDiscovery.Testing.Wire;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing;

/// <summary>A cache between the clients and the cluster, such as a node-local CoreDNS, Unbound or dnsmasq. It caches each name and type by itself.</summary>
/// <remarks>Set it as <see cref="HeadlessServiceServer.Cache"/> in front of all replicas, or as <see cref="ClusterReplica.Cache"/> in front of one.
/// A change of a property also applies to answers that are cached already. In front of all replicas an answer that is truncated over TCP is not cached, so that each query gets another part. Faults are played in front of the cache. It runs by the server's clock. Safe from any thread.</remarks>
public sealed class ClusterCache
{
    private readonly AnswerCache answers = new();
    private readonly Lock gate = new();
    private volatile CacheRules rules = new();

    /// <summary>Whether a cached answer repeats its full TTL, as with <c>keepttl</c> of CoreDNS, instead of counting down.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool KeepsTtl
    {
        get => rules.KeepsTtl;
        set => Change(r => r with { KeepsTtl = value });
    }

    /// <summary>Whether the records of a cached answer are shuffled each time, as with <c>loadbalance</c> of CoreDNS, instead of keeping their order.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Shuffles
    {
        get => rules.Shuffles;
        set => Change(r => r with { Shuffles = value });
    }

    /// <summary>The shortest time for which an answer is cached; a lower TTL is raised to it, so that two caches in a row add up.</summary>
    /// <value>Default: zero. CoreDNS: 5 s. Whole seconds. A change applies to answers cached afterwards.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan MinTtl
    {
        get => rules.MinTtl;
        set => Change(r => r with { MinTtl = NotNegative(value) });
    }

    /// <summary>The longest time for which a negative answer is cached; a longer TTL of its SOA is lowered to it.</summary>
    /// <value>Default: 5 s, as NodeLocal DNSCache. Zero caches none. Whole seconds. A change applies to answers cached afterwards.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan DenialTtl
    {
        get => rules.DenialTtl;
        set => Change(r => r with { DenialTtl = NotNegative(value) });
    }

    /// <summary>How long a SERVFAIL is cached: <see cref="DnsFaults.ServFail"/>, played once, then lasts this long for its name and type.</summary>
    /// <value>Default: zero, not at all. dnsdist and PowerDNS Recursor: 60 s.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan FailureTtl
    {
        get => rules.FailureTtl;
        set => Change(r => r with { FailureTtl = NotNegative(value) });
    }

    /// <summary>Serves positive answers that have expired, always with this TTL: 30 s as <c>serve-expired</c> of Unbound, zero as <c>serve_stale</c> of CoreDNS.</summary>
    /// <value>Default: <see langword="null"/>, an expired answer is not served. Whole seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan? ExpiredTtl
    {
        get => rules.ExpiredTtl;
        set => Change(r => r with { ExpiredTtl = value is { } ttl ? NotNegative(ttl) : null });
    }

    /// <summary>Whether an expired answer that is served is renewed right after it, so that the next query gets a new one.</summary>
    /// <value>Default: <see langword="true"/>, as Unbound and CoreDNS while the server behind them answers. With <see langword="false"/> the last good answer is served
    /// whatever has changed, for as long as <see cref="ExpiredTtl"/> is set; what is not cached still comes from the cluster.</value>
    public bool RenewsExpired
    {
        get => rules.RenewsExpired;
        set => Change(r => r with { RenewsExpired = value });
    }

    /// <summary>Forgets every answer and every failure.</summary>
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
