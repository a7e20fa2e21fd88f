using System.Collections;
using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>The replies of the peers that were called, in order of arrival, with the snapshot that was called.</summary>
/// <typeparam name="T">The type of a peer's answer.</typeparam>
public sealed class PeerReplies<T> : IReadOnlyList<PeerReply<T>>
{
    private readonly ImmutableArray<PeerReply<T>> replies;

    /// <summary>Combines replies with the snapshot that was called.</summary>
    /// <param name="asked">The snapshot whose peers were called.</param>
    /// <param name="replies">One reply for each of them, in order of arrival.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public PeerReplies(PeerSnapshot asked, IEnumerable<PeerReply<T>> replies)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(replies);
        Asked = asked;
        this.replies = [.. replies];
        Succeeded = [.. this.replies.Where(reply => reply.Succeeded)];
        Failed = [.. this.replies.Where(reply => !reply.Succeeded)];
    }

    /// <summary>The snapshot whose peers were called; peers that joined later were not called.</summary>
    public PeerSnapshot Asked { get; }

    /// <summary>The replies with a value, in order of arrival; may be empty, never default.</summary>
    public ImmutableArray<PeerReply<T>> Succeeded { get; }

    /// <summary>All other replies, in order of arrival; may be empty, never default.</summary>
    public ImmutableArray<PeerReply<T>> Failed { get; }

    /// <summary>Whether every pod is known to have answered.</summary>
    /// <value><see langword="false"/> also if <see cref="Asked"/> is unresolved, stale or truncated, because there may be pods that were not called.</value>
    /// <remarks>True for a verified empty list: there was no pod to call.</remarks>
    public bool AllSucceeded => Failed.IsEmpty && Asked is { IsResolved: true, IsStale: false, IsTruncated: false };

    /// <summary>The number of replies: one per peer that was called.</summary>
    public int Count => replies.Length;

    /// <inheritdoc/>
    public PeerReply<T> this[int index] => replies[index];

    /// <summary>Throws unless a number of pods answered, for example a majority.</summary>
    /// <param name="count">How many pods must have answered; 0 or more. One that answered at two addresses counts once if host names identify it (<see cref="PeerSnapshot.GetPods"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="PeerCallException">Fewer answered. The message lists each peer that did not.</exception>
    public void ThrowIfFewerThan(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var answered = PeerPods.OnePerPod([.. new SortedSet<Peer>(Succeeded.Select(reply => reply.Peer))], Asked.SelfPeer);
        if (answered.Length < count)
        {
            throw PeerCallException.TooFew(this, count);
        }
    }

    /// <summary>Enumerates the replies without allocating.</summary>
    /// <returns>The enumerator, in order of arrival.</returns>
    public ImmutableArray<PeerReply<T>>.Enumerator GetEnumerator() => replies.GetEnumerator();

    IEnumerator<PeerReply<T>> IEnumerable<PeerReply<T>>.GetEnumerator() => ((IEnumerable<PeerReply<T>>)replies).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)replies).GetEnumerator();

    /// <summary>One line for logs; lists each peer that did not answer.</summary>
    /// <returns>For example <c>4 of 5 answered (called v3: 5 peers, self Present); 10.0.0.5:5000 TimedOut</c>.</returns>
    public override string ToString() =>
        $"{Succeeded.Length} of {Count} answered (called {Asked}){string.Concat(Failed.Select(reply => $"; {reply}"))}";
}
