using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class PublicationTests
{
    private readonly Publication publication = new();

    [Fact]
    public void Nothing_is_published_after_the_end()
    {
        publication.Close();
        publication.Publish(new PeerSnapshot([Peer.Parse("10.0.0.1")]) { Version = 1 });
        Assert.Same(PeerSnapshot.Unresolved, publication.Current);
        Assert.True(publication.State.IsClosed);
    }

    [Fact]
    public void An_older_version_replaces_no_newer_one()
    {
        var newer = new PeerSnapshot([Peer.Parse("10.0.0.1")]) { Version = 2 };
        publication.Publish(newer);
        publication.Publish(new PeerSnapshot([]) { Version = 1 });
        Assert.Same(newer, publication.Current);
    }

    [Fact]
    public void A_snapshot_of_the_same_version_replaces_the_times_and_wakes_nobody()
    {
        var before = publication.State;
        var later = new PeerSnapshot([]) { ResolvedAt = DateTimeOffset.UnixEpoch };
        publication.Publish(later);
        Assert.Same(later, publication.Current);
        Assert.Same(before, publication.State);
        Assert.False(before.Changed.Task.IsCompleted);
    }
}
