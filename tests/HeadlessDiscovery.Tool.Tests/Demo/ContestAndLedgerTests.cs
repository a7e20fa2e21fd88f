using System.Collections.Immutable;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Demo;

public sealed class ContestAndLedgerTests
{
    private static readonly ImmutableSortedSet<Peer> Truth = [Peer.Parse("10.0.0.1"), Peer.Parse("10.0.0.2")];

    [Fact]
    public void Taking_the_last_answer_believes_an_nxdomain_and_survives_an_error()
    {
        var contender = new Contender();
        TakeLastAnswer(contender, Sample.Found("10.0.0.1", "10.0.0.2"));
        TakeLastAnswer(contender, Sample.Unknown());
        Assert.Equal((2, 0, Harm.Stale), Seen(contender));
        TakeLastAnswer(contender, Sample.Empty());
        Assert.Equal((0, 2, Harm.Lost), Seen(contender));
        TakeLastAnswer(contender, Sample.Found("10.0.0.1", "10.0.0.2"));
        Assert.Equal((2, 2, Harm.None), Seen(contender));
    }

    [Fact]
    public void Dropping_on_error_loses_everybody_at_each_error_and_counts_once()
    {
        var contender = new Contender();
        DropOnError(contender, Sample.Found("10.0.0.1", "10.0.0.2"));
        DropOnError(contender, Sample.Unknown());
        DropOnError(contender, Sample.Unknown());
        Assert.Equal((0, 2, Harm.Lost), Seen(contender));
    }

    [Fact]
    public void A_peer_that_is_gone_may_be_removed()
    {
        var contender = new Contender();
        TakeLastAnswer(contender, Sample.Found("10.0.0.1", "10.0.0.2", "10.0.0.3"));
        TakeLastAnswer(contender, Sample.Found("10.0.0.1", "10.0.0.2"));
        Assert.Equal((2, 0, Harm.None), Seen(contender));
    }

    [Fact]
    public void A_live_pod_that_was_dropped_cannot_be_called_and_one_that_was_never_listed_is_not_missed()
    {
        var contender = new Contender();
        contender.Follow([Peer.Parse("10.0.0.1")], nextIsStale: false, Truth);
        contender.Called(answered: 1, unanswered: 0, Truth);
        Assert.Equal((1, 0), (contender.Read(Truth).Calls, contender.Read(Truth).Failed));
        contender.Follow([], nextIsStale: false, Truth);
        contender.Called(answered: 0, unanswered: 0, Truth);
        Assert.Equal((2, 1), (contender.Read(Truth).Calls, contender.Read(Truth).Failed));

        // It ends: nobody misses it any more.
        contender.Called(answered: 0, unanswered: 0, Truth.Remove(Peer.Parse("10.0.0.1")));
        Assert.Equal((2, 1), (contender.Read(Truth).Calls, contender.Read(Truth).Failed));
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

    private static void TakeLastAnswer(Contender contender, LookupExplanation lookup) =>
        contender.Follow(Contest.ByLastAnswer(contender.Listed, lookup), lookup.Outcome == LookupOutcome.Unknown, Truth);

    private static void DropOnError(Contender contender, LookupExplanation lookup) => contender.Follow(Contest.ByLastLookup(lookup), nextIsStale: false, Truth);

    private static (int Peers, int Lost, Harm Harm) Seen(Contender contender) => contender.Read(Truth) is var standing ? (standing.Peers, standing.Lost, standing.Harm) : default;
}
