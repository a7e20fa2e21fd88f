namespace Gossip.Map;

/// <summary>Keys and values where the later write wins, in whatever order, and however often, the writes arrive.</summary>
internal sealed class VersionedMap(HybridClock clock)
{
    // Of this process, not of its address: a pod that comes back there begins with an empty map.
    private readonly string node = Guid.NewGuid().ToString("N");
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Keys and values, without those that were deleted.</summary>
    public SortedDictionary<string, string> Values()
    {
        lock (gate)
        {
            return new(entries.Where(entry => entry.Value.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value.Value!), StringComparer.Ordinal);
        }
    }

    /// <param name="key">The key.</param>
    /// <param name="value">The value; null deletes the key.</param>
    public void Write(string key, string? value)
    {
        lock (gate)
        {
            entries[key] = new Entry(value, new Stamp(clock.Next(), node));
        }
    }

    public Dictionary<string, Stamp> Digest()
    {
        lock (gate)
        {
            return entries.ToDictionary(entry => entry.Key, entry => entry.Value.Stamp);
        }
    }

    public Dictionary<string, Entry> Take(IEnumerable<string> keys)
    {
        lock (gate)
        {
            return keys.Where(entries.ContainsKey).ToDictionary(key => key, key => entries[key]);
        }
    }

    // doc: map
    public Difference Compare(IReadOnlyDictionary<string, Stamp> theirs)
    {
        lock (gate)
        {
            var newer = entries.Where(mine => !theirs.TryGetValue(mine.Key, out var stamp) || mine.Value.Stamp.CompareTo(stamp) > 0);
            var wanted = theirs.Where(their => clock.MayBe(their.Value.Time) && (!entries.TryGetValue(their.Key, out var mine) || mine.Stamp.CompareTo(their.Value) < 0));
            return new Difference(newer.ToDictionary(), [.. wanted.Select(their => their.Key)]);
        }
    }

    /// <summary>Takes over the entries that are newer there.</summary>
    /// <returns>The number of entries that were rejected because their stamps are too far ahead.</returns>
    public int Merge(IReadOnlyDictionary<string, Entry> theirs)
    {
        lock (gate)
        {
            var refused = 0;
            foreach (var (key, entry) in theirs)
            {
                if (!clock.MayBe(entry.Stamp.Time))
                {
                    refused++;
                    continue;
                }

                clock.Saw(entry.Stamp.Time);
                if (!entries.TryGetValue(key, out var mine) || mine.Stamp.CompareTo(entry.Stamp) < 0)
                {
                    entries[key] = entry;
                }
            }

            return refused;
        }
    }
    // doc: end
}
