using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace HeadlessDiscovery;

/// <summary>Determines which member owns a key, by rendezvous hashing over <see cref="PeerSnapshot.Members"/>. The result is the same on every pod with the same members, whatever its processor or programming language. docs/ownership.md specifies the function.</summary>
/// <remarks>
/// <para>When a member leaves, only its keys move; when one joins, about 1/n of all keys move, all of them to it. Held members still own: their keys move when the removal is confirmed. A stale list moves nothing.</para>
/// <para>A member is identified by its address. Its port counts only among members with the same address, and its host name never: pods that get the port from different options agree.
/// If members of both families are listed, only the IPv4 ones own, because a pod has one of each.</para>
/// <para>A key is its bytes, and a text is its UTF-8 bytes: as it is written, without normalization. Unpaired surrogates count as U+FFFD.</para>
/// </remarks>
public static class OwnershipExtensions
{
    /// <summary>Returns the member that owns a key.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="key">The key as text; its UTF-8 bytes are used. A null string is treated as empty.</param>
    /// <returns>The owner; <see langword="null"/> if there are no members: before the first verified answer, and if DNS lists none.</returns>
    /// <remarks>Allocates nothing, except once per list of members. Thread-safe.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="snapshot"/> is null.</exception>
    public static Peer? OwnerOf(this PeerSnapshot snapshot, ReadOnlySpan<char> key) => Table(snapshot).First(OwnerTable.Hash(key));

    /// <inheritdoc cref="OwnerOf(PeerSnapshot, ReadOnlySpan{char})"/>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="key">The key as bytes.</param>
    public static Peer? OwnerOf(this PeerSnapshot snapshot, ReadOnlySpan<byte> key) => Table(snapshot).First(OwnerTable.Hash(key));

    /// <summary>Returns the members that own a key, starting with <see cref="OwnerOf(PeerSnapshot, ReadOnlySpan{char})"/>. When one leaves, those after it move up.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="key">The key as text; its UTF-8 bytes are used. A null string is treated as empty.</param>
    /// <param name="count">The maximum number of owners.</param>
    /// <returns>Different members, in the same order on every pod; fewer than <paramref name="count"/> if there are fewer. Never default.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="snapshot"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static ImmutableArray<Peer> OwnersOf(this PeerSnapshot snapshot, ReadOnlySpan<char> key, int count) => Owners(Table(snapshot), OwnerTable.Hash(key), count);

    /// <inheritdoc cref="OwnersOf(PeerSnapshot, ReadOnlySpan{char}, int)"/>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="key">The key as bytes.</param>
    /// <param name="count">The maximum number of owners.</param>
    public static ImmutableArray<Peer> OwnersOf(this PeerSnapshot snapshot, ReadOnlySpan<byte> key, int count) => Owners(Table(snapshot), OwnerTable.Hash(key), count);

    /// <summary>Like <see cref="OwnersOf(PeerSnapshot, ReadOnlySpan{char}, int)"/>, but writes to your own memory: up to 64 owners allocate nothing.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="key">The key as text; its UTF-8 bytes are used. A null string is treated as empty.</param>
    /// <param name="owners">Receives the owners; its length is their maximum number.</param>
    /// <returns>The number of owners written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="snapshot"/> is null.</exception>
    public static int OwnersOf(this PeerSnapshot snapshot, ReadOnlySpan<char> key, Span<Peer> owners) => Fill(Table(snapshot), OwnerTable.Hash(key), owners);

    /// <inheritdoc cref="OwnersOf(PeerSnapshot, ReadOnlySpan{char}, Span{Peer})"/>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="key">The key as bytes.</param>
    /// <param name="owners">Receives the owners; its length is their maximum number.</param>
    public static int OwnersOf(this PeerSnapshot snapshot, ReadOnlySpan<byte> key, Span<Peer> owners) => Fill(Table(snapshot), OwnerTable.Hash(key), owners);

    /// <summary>Returns whether this process owns a key, that is, whether <see cref="OwnerOf(PeerSnapshot, ReadOnlySpan{char})"/> is <see cref="PeerSnapshot.SelfPeer"/>.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="key">The key as text; its UTF-8 bytes are used. A null string is treated as empty.</param>
    /// <returns><see langword="false"/> while DNS does not list this process, and if the key has no owner.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="snapshot"/> is null.</exception>
    public static bool SelfOwns(this PeerSnapshot snapshot, ReadOnlySpan<char> key) => IsSelf(snapshot, snapshot.OwnerOf(key));

    /// <inheritdoc cref="SelfOwns(PeerSnapshot, ReadOnlySpan{char})"/>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="key">The key as bytes.</param>
    public static bool SelfOwns(this PeerSnapshot snapshot, ReadOnlySpan<byte> key) => IsSelf(snapshot, snapshot.OwnerOf(key));

    /// <summary>Returns what a change does to a key: whether its owner changes, and whether this process gains or loses it.</summary>
    /// <param name="change">The change, for example of <see cref="WatchMembersAsync"/> or <see cref="IPeerResolver.MembersChanged"/>. One of <see cref="IPeerResolver.PeersChanged"/> may leave out steps in which only this process joined or left.</param>
    /// <param name="key">The key as text; its UTF-8 bytes are used. A null string is treated as empty.</param>
    /// <returns>The move; <see cref="OwnershipMove.None"/> if the owner is the same.</returns>
    /// <remarks>Allocates nothing. Call it for each key that you hold.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public static OwnershipMove MoveOf(this PeerChange change, ReadOnlySpan<char> key) => Move(change, OwnerTable.Hash(key));

    /// <inheritdoc cref="MoveOf(PeerChange, ReadOnlySpan{char})"/>
    /// <param name="change">The change, for example of <see cref="WatchMembersAsync"/> or <see cref="IPeerResolver.MembersChanged"/>. One of <see cref="IPeerResolver.PeersChanged"/> may leave out steps in which only this process joined or left.</param>
    /// <param name="key">The key as bytes.</param>
    public static OwnershipMove MoveOf(this PeerChange change, ReadOnlySpan<byte> key) => Move(change, OwnerTable.Hash(key));

    /// <summary>Like <see cref="IPeerResolver.WatchAsync"/>, but only yields when <see cref="PeerSnapshot.Members"/> change, including when this process joins or leaves, which <see cref="IPeerResolver.PeersChanged"/> does not report.</summary>
    /// <param name="resolver">The resolver.</param>
    /// <param name="cancellationToken">Ends the stream with an exception.</param>
    /// <returns>A stream whose first item is the current state, compared with <see cref="PeerSnapshot.Unresolved"/>; each further one starts where the previous one ended. It ends without an exception when the resolver is disposed. Each enumeration is a separate reader.</returns>
    /// <remarks>A slow reader skips intermediate changes, never the last. No item for staleness, holds, times, or a new host name at a known address.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="resolver"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public static IAsyncEnumerable<PeerChange> WatchMembersAsync(this IPeerResolver resolver, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return new MemberStream(resolver.WatchAsync(cancellationToken));
    }

    private static OwnerTable Table(PeerSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Owners;
    }

    private static ImmutableArray<Peer> Owners(OwnerTable table, ulong keyHash, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var owners = new Peer[table.Count(count)];
        table.Rank(keyHash, owners);
        return ImmutableCollectionsMarshal.AsImmutableArray(owners);
    }

    private static int Fill(OwnerTable table, ulong keyHash, Span<Peer> owners)
    {
        var count = table.Count(owners.Length);
        table.Rank(keyHash, owners[..count]);
        return count;
    }

    // Not only by ==, because both are null before the first answer.
    private static bool IsSelf(PeerSnapshot snapshot, Peer? owner) => owner is not null && owner == snapshot.SelfPeer;

    private static OwnershipMove Move(PeerChange change, ulong keyHash)
    {
        ArgumentNullException.ThrowIfNull(change);
        var before = change.Previous.Owners.First(keyHash);
        var after = change.Current.Owners.First(keyHash);
        var (had, has) = (IsSelf(change.Previous, before), IsSelf(change.Current, after));
        return (had, has) switch
        {
            (true, false) => OwnershipMove.Lost,
            (false, true) => OwnershipMove.Gained,
            (true, true) => OwnershipMove.None,
            _ => before == after ? OwnershipMove.None : OwnershipMove.BetweenOthers,
        };
    }
}
