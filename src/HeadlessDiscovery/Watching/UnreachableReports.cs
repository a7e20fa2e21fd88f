namespace HeadlessDiscovery.Watching;

/// <summary>Which peers were reported, so that each counts once per TTL.</summary>
internal sealed class UnreachableReports
{
    private readonly Lock gate = new();
    private readonly Dictionary<Peer, TimeSpan> until = [];

    /// <summary>Whether this report is the first of this peer since its last TTL.</summary>
    public bool IsNew(Peer peer, TimeSpan now, TimeSpan ttl)
    {
        lock (gate)
        {
            if (until.TryGetValue(peer, out var end) && now < end)
            {
                return false;
            }

            foreach (var over in until.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToArray())
            {
                until.Remove(over);
            }

            until[peer] = now + ttl;
            return true;
        }
    }
}
