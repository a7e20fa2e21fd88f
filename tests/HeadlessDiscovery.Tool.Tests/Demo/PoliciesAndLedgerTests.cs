using System.Collections.Immutable;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Demo;

public sealed class PoliciesAndLedgerTests
{
    private static readonly ImmutableSortedSet<Peer> Truth = [Peer.Parse("10.0.0.1"), Peer.Parse("10.0.0.2")];

    [Fact]
    public void Taking_the_last_answer_believes_an_nxdomain_and_survives_an_error()
    {
        var policy = Policy.TakeLastAnswer();
        policy.Take(Sample.Found("10.0.0.1", "10.0.0.2"), Truth);
        policy.Take(Sample.Unknown(), Truth);
        Assert.Equal((2, 0), (policy.Count, policy.FalseRemovals));
        policy.Take(Sample.Empty(), Truth);
        Assert.Equal((0, 2), (policy.Count, policy.FalseRemovals));
    }

    [Fact]
    public void Dropping_on_error_loses_everybody_at_each_error_and_counts_once()
    {
        var policy = Policy.DropOnError();
        policy.Take(Sample.Found("10.0.0.1", "10.0.0.2"), Truth);
        policy.Take(Sample.Unknown(), Truth);
        policy.Take(Sample.Unknown(), Truth);
        Assert.Equal((0, 2), (policy.Count, policy.FalseRemovals));
    }

    [Fact]
    public void A_peer_that_is_gone_may_be_removed()
    {
        var policy = Policy.TakeLastAnswer();
        policy.Take(Sample.Found("10.0.0.1", "10.0.0.2", "10.0.0.3"), Truth);
        policy.Take(Sample.Found("10.0.0.1", "10.0.0.2"), Truth);
        Assert.Equal(0, policy.FalseRemovals);
    }

    [Fact]
    public void The_ledger_tells_a_false_removal_from_a_true_one()
    {
        var ledger = new Ledger(TimeProvider.System);
        ledger.Saw(new PeerChange(Sample.Snapshot(1, "10.0.0.1", "10.0.0.9"), Sample.Snapshot(2, "10.0.0.1")), Truth);
        Assert.Equal((1, 0, false), (ledger.Changes, ledger.FalseRemovals, ledger.IsBroken));
        ledger.Saw(new PeerChange(Sample.Snapshot(1, "10.0.0.1", "10.0.0.2"), Sample.Snapshot(2, "10.0.0.1")), Truth);
        Assert.Equal((2, 1, true), (ledger.Changes, ledger.FalseRemovals, ledger.IsBroken));
    }

    [Fact]
    public void A_version_without_a_difference_in_peers_is_no_change()
    {
        var ledger = new Ledger(TimeProvider.System);
        ledger.Saw(new PeerChange(Sample.Snapshot(1, "10.0.0.1"), Sample.Stale(2, "10.0.0.1")), Truth);
        Assert.Equal(0, ledger.Changes);
    }
}
