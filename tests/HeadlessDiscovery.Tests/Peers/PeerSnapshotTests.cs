using System.Collections.Immutable;

namespace HeadlessDiscovery.Tests;

public sealed class PeerSnapshotTests
{
    private static readonly ImmutableArray<Peer> AnyOrder = [Peer.Parse("fd00::1"), Peer.Parse("10.0.0.2"), Peer.Parse("10.0.0.1"), Peer.Parse("10.0.0.2")];

    [Fact]
    public void Members_and_held_peers_are_sorted_and_distinct_whoever_sets_them()
    {
        var snapshot = new PeerSnapshot(AnyOrder.AsEnumerable()) { Members = AnyOrder, Held = AnyOrder };
        Assert.Equal("10.0.0.1 10.0.0.2 [fd00::1]", string.Join(' ', snapshot.Members));
        Assert.Equal(snapshot.Members, snapshot.Held);
        Assert.Equal(snapshot.Members, snapshot);
        Assert.Equal(new PeerSnapshot(AnyOrder.AsEnumerable().Reverse()).Fingerprint, snapshot.Fingerprint);
    }

    [Fact]
    public void What_is_sorted_already_is_kept_as_it_is_and_default_is_empty()
    {
        ImmutableArray<Peer> sorted = [Peer.Parse("10.0.0.1"), Peer.Parse("10.0.0.2")];
        Assert.True(new PeerSnapshot([]) { Members = sorted }.Members == sorted);
        Assert.True(new PeerSnapshot([]) { Held = sorted }.Held == sorted);
        var empty = new PeerSnapshot([]) { Members = default, Held = default };
        Assert.Empty(empty.Members);
        Assert.Empty(empty.Held);
    }
}
