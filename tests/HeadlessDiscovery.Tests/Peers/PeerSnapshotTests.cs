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

    // printf '10.0.0.1|5000\n10.0.0.2|\nfd00::1|5000\n' | sha256sum
    [Theory]
    [InlineData("d6f8-9ec4", "10.0.0.1:5000", "10.0.0.2", "[fd00::1]:5000")]
    [InlineData("e3b0-c442")]
    public void The_fingerprint_is_the_hash_of_the_members_that_the_page_defines(string fingerprint, params string[] members) =>
        Assert.Equal(fingerprint, new PeerSnapshot([]) { Members = [.. members.Select(Peer.Parse)] }.Fingerprint);

    [Fact]
    public void A_scope_is_not_part_of_the_fingerprint() => Assert.Equal(
        new PeerSnapshot([]) { Members = [Peer.Parse("fe80::1")] }.Fingerprint,
        new PeerSnapshot([]) { Members = [Peer.Parse("fe80::1%3")] }.Fingerprint);

    [Fact]
    public void A_snapshot_and_a_change_are_one_line_for_logs()
    {
        ImmutableArray<Peer> two = [Peer.Parse("10.0.0.1:5000"), Peer.Parse("10.0.0.2:5000")];
        var before = new PeerSnapshot(two) { Version = 2, IsResolved = true };
        var after = new PeerSnapshot([two[1], Peer.Parse("[fd00::3]:5000")]) { Version = 3, IsResolved = true, StaleSince = DateTimeOffset.UnixEpoch, Held = [two[1]], Self = SelfPresence.Present };
        Assert.Equal("v2: 2 peers, self Unknown", before.ToString());
        Assert.Equal("v3: 2 peers, 1 held, stale, self Present", after.ToString());
        Assert.Equal("v1: 1 peer, unresolved, self Unknown", new PeerSnapshot([two[0]]) { Version = 1 }.ToString());
        Assert.Equal("v2 -> v3: +[fd00::3]:5000 -10.0.0.1:5000", new PeerChange(before, after).ToString());
    }
}
