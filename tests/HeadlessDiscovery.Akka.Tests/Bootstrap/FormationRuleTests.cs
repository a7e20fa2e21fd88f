using System.Net;
using HeadlessDiscovery.Akka.Bootstrap;

namespace HeadlessDiscovery.Akka.Tests.Bootstrap;

/// <summary>What a pod may do with the list that it has.</summary>
public sealed class FormationRuleTests
{
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(5);
    private static readonly IPAddress Self = IPAddress.Parse("10.0.0.2");
    private readonly FormationRule rule = new(requiredMembers: 3, Stable, Self);

    [Fact]
    public void A_settled_list_of_all_required_members_is_the_list_of_seeds_with_the_lowest_first()
    {
        Assert.False(rule.Next(Listed(1, "10.0.0.3", "10.0.0.2", "10.0.0.10"), TimeSpan.Zero).MayForm);
        var formation = rule.Next(Listed(1, "10.0.0.3", "10.0.0.2", "10.0.0.10"), Stable);
        Assert.True(formation.MayForm);
        Assert.Equal("10.0.0.2 10.0.0.3 10.0.0.10", string.Join(' ', formation.Seeds));
    }

    [Fact]
    public void A_change_begins_the_wait_anew()
    {
        rule.Next(Listed(1, "10.0.0.1", "10.0.0.2", "10.0.0.3"), TimeSpan.Zero);
        Assert.False(rule.Next(Listed(2, "10.0.0.1", "10.0.0.2", "10.0.0.4"), Stable).MayForm);
        Assert.False(rule.Next(Listed(2, "10.0.0.1", "10.0.0.2", "10.0.0.4"), Stable + Stable - TimeSpan.FromTicks(1)).MayForm);
        Assert.True(rule.Next(Listed(2, "10.0.0.1", "10.0.0.2", "10.0.0.4"), Stable + Stable).MayForm);
    }

    [Fact]
    public void Whoever_may_form_none_asks_the_others_and_never_itself() =>
        Forms_none("2 of 3 required members are listed", Listed(1, "10.0.0.2", "10.0.0.3"), "10.0.0.3");

    [Fact]
    public void A_pod_that_DNS_does_not_list_forms_none() =>
        Forms_none("DNS does not list this pod, 10.0.0.2", Listed(1, "10.0.0.1", "10.0.0.3", "10.0.0.4"), "10.0.0.1 10.0.0.3 10.0.0.4");

    [Fact]
    public void A_stale_list_forms_none() =>
        Forms_none("DNS does not answer, and the list is the last good one", new([]) { IsResolved = true, Version = 1, StaleSince = DateTimeOffset.UnixEpoch, Members = Peers("10.0.0.1", "10.0.0.2", "10.0.0.3") }, "10.0.0.1 10.0.0.3");

    [Fact]
    public void A_list_with_a_held_pod_forms_none() =>
        Forms_none("the latest answer lacks 10.0.0.4, and the removal is not confirmed", new([]) { IsResolved = true, Version = 1, Held = Peers("10.0.0.4"), Members = Peers("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4") }, "10.0.0.1 10.0.0.3 10.0.0.4");

    [Fact]
    public void A_truncated_list_forms_none() =>
        Forms_none("the DNS answer is truncated", new([]) { IsResolved = true, Version = 1, IsTruncated = true, Members = Peers("10.0.0.1", "10.0.0.2", "10.0.0.3") }, "10.0.0.1 10.0.0.3");

    [Fact]
    public void Nobody_is_asked_before_the_first_answer() =>
        Forms_none("DNS has not answered yet", PeerSnapshot.Unresolved, string.Empty);

    [Fact]
    public void A_pod_with_an_address_in_each_family_counts_once() =>
        Forms_none("2 of 3 required members are listed", Listed(1, "10.0.0.2", "10.0.0.3", "fd00::2", "fd00::3"), "10.0.0.3");

    private void Forms_none(string reason, PeerSnapshot snapshot, string asked)
    {
        rule.Next(snapshot, TimeSpan.Zero);
        var formation = rule.Next(snapshot, Stable);
        Assert.Equal(reason, formation.Reason);
        Assert.Equal(asked, string.Join(' ', formation.Seeds));
    }

    private static PeerSnapshot Listed(long version, params string[] members) => new([]) { IsResolved = true, Version = version, Members = Peers(members) };

    private static System.Collections.Immutable.ImmutableArray<Peer> Peers(params string[] members) => [.. members.Select(Peer.Parse)];
}
