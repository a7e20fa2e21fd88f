namespace HeadlessDiscovery.Watching;

/// <summary>Peers that the application could not reach: each is queried by its own name once per TTL, and one lookup per TTL is brought forward, however many are dead.</summary>
internal sealed class UnreachableReports
{
    private readonly Queue<Peer> waiting = [];

    // Of those reported in the last TTL; null before the first report, which most services never see.
    private Dictionary<Peer, TimeSpan>? until;
    private TimeSpan lookupUntil;

    /// <summary>Whether peers wait to be queried.</summary>
    public bool HasWaiting
    {
        get
        {
            lock (waiting)
            {
                return waiting.Count > 0;
            }
        }
    }

    /// <summary>Whether a report is the first since its last TTL.</summary>
    public bool IsFirst(TimeSpan now, TimeSpan ttl)
    {
        lock (waiting)
        {
            if (now < lookupUntil)
            {
                return false;
            }

            lookupUntil = now + ttl;
            return true;
        }
    }

    /// <summary>Lets a peer wait for its query; false where it was reported within the TTL already.</summary>
    public bool Add(Peer peer, TimeSpan now, TimeSpan ttl)
    {
        lock (waiting)
        {
            until ??= [];
            if (until.TryGetValue(peer, out var end) && now < end)
            {
                return false;
            }

            foreach (var over in until.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToArray())
            {
                until.Remove(over);
            }

            until[peer] = now + ttl;
            waiting.Enqueue(peer);
            return true;
        }
    }

    /// <summary>Whether a peer was reported within the TTL.</summary>
    public bool IsRecent(Peer peer, TimeSpan now)
    {
        lock (waiting)
        {
            return until is not null && until.TryGetValue(peer, out var end) && now < end;
        }
    }

    /// <summary>Lets peers wait again whose query is not permitted yet.</summary>
    public void PutBack(IReadOnlyCollection<Peer> peers)
    {
        lock (waiting)
        {
            foreach (var peer in peers)
            {
                waiting.Enqueue(peer);
            }
        }
    }

    /// <summary>Takes those who have waited longest.</summary>
    public IReadOnlyCollection<Peer> Take(int most)
    {
        lock (waiting)
        {
            if (waiting.Count == 0)
            {
                return [];
            }

            var taken = new List<Peer>();
            while (taken.Count < most && waiting.TryDequeue(out var peer))
            {
                taken.Add(peer);
            }

            return taken;
        }
    }
}
