using System.Collections;

namespace HeadlessDiscovery.FusionCache;

/// <summary>Invalidations in the order in which they were posted, with only the newest for each key: many changes of one key take one place.</summary>
internal sealed class NewestPerKey : IReadOnlyCollection<Invalidation>
{
    private readonly LinkedList<Invalidation> order = [];
    private readonly Dictionary<(string Channel, string? Key), LinkedListNode<Invalidation>> bySubject = [];

    public int Count => order.Count;

    public Invalidation? Oldest => order.First?.Value;

    public void Add(Invalidation invalidation)
    {
        if (bySubject.Remove(invalidation.Subject, out var older))
        {
            order.Remove(older);
        }

        bySubject.Add(invalidation.Subject, order.AddLast(invalidation));
    }

    /// <summary>Removes this one, but not a newer one for the same key.</summary>
    public void Remove(Invalidation invalidation)
    {
        if (bySubject.TryGetValue(invalidation.Subject, out var node) && ReferenceEquals(node.Value, invalidation))
        {
            bySubject.Remove(invalidation.Subject);
            order.Remove(node);
        }
    }

    /// <summary>Replaces all keys with a single entry that invalidates everything.</summary>
    public void Collapse(long timestamp)
    {
        var channels = order.Select(invalidation => invalidation.Channel).Distinct(StringComparer.Ordinal).ToArray();
        order.Clear();
        bySubject.Clear();
        foreach (var channel in channels)
        {
            Add(Invalidation.Everything(channel, timestamp));
        }
    }

    public IEnumerator<Invalidation> GetEnumerator() => order.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
