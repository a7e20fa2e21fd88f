using System.Collections;

namespace HeadlessDiscovery.FusionCache;

/// <summary>Invalidations in the order in which they were posted, and of each key only the newest: a storm on one key takes one place.</summary>
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

    /// <summary>Takes this one out, and leaves a newer one of the same key where it is.</summary>
    public void Remove(Invalidation invalidation)
    {
        if (bySubject.TryGetValue(invalidation.Subject, out var node) && ReferenceEquals(node.Value, invalidation))
        {
            bySubject.Remove(invalidation.Subject);
            order.Remove(node);
        }
    }

    /// <summary>Forgets all keys, and remembers in their place that everything is out of date.</summary>
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
