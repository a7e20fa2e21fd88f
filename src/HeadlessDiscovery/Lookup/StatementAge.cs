using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>How old the answers of one kind are, as far as their TTLs tell.</summary>
internal sealed class StatementAge(TimeProvider time)
{
    private FullTtl full;

    public TimeSpan Of(VerifiedAnswer answer)
    {
        var now = time.GetElapsedTime(0);
        full = full.After(answer.Ttl, now);
        return now - full.BornAt(answer.Ttl, now);
    }
}
