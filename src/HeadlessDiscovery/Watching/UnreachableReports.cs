namespace HeadlessDiscovery.Watching;

/// <summary>Reports of peers that do not answer: one of them brings a lookup forward, then none until the TTL is over, however many peers are dead.</summary>
internal sealed class UnreachableReports
{
    private readonly Lock gate = new();
    private TimeSpan until;

    /// <summary>Whether a report is the first since its last TTL.</summary>
    public bool IsFirst(TimeSpan now, TimeSpan ttl)
    {
        lock (gate)
        {
            if (now < until)
            {
                return false;
            }

            until = now + ttl;
            return true;
        }
    }
}
