namespace HeadlessDiscovery.Tests.Membership;

[Trait("rule", "O-2")]
public sealed class VersionTests
{
    [Fact]
    [Trait("rule", "S-30")]
    public void Neither_order_nor_TTL_nor_time_is_a_version()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3", ttl: 5);
        rules.Wait(5).Found("10.0.0.3 10.0.0.1 10.0.0.2", ttl: 30).Wait(30).Found("10.0.0.2 10.0.0.2 10.0.0.3 10.0.0.1", ttl: 0);
        Assert.Equal(1, rules.Now.Version);
    }

    [Fact]
    public void A_snapshot_without_a_difference_shares_its_lists_with_the_one_before()
    {
        var rules = new Rules().Found(Rules.Range(1, 1000));
        var before = rules.Now;
        rules.Wait(5).Found(Rules.Range(1, 1000));
        Assert.NotSame(before, rules.Now);
        Assert.True(before.AsImmutableArray() == rules.Now.AsImmutableArray());
        Assert.True(before.Members == rules.Now.Members);
    }

    [Fact]
    public void Peers_held_staleness_self_and_name_are_versions()
    {
        var rules = new Rules(self: "10.0.0.9");
        Assert.Equal(1, rules.Found("10.0.0.1 10.0.0.2 10.0.0.3").Now.Version);
        Assert.Equal(2, rules.Wait(20).Found("10.0.0.1 10.0.0.2").Now.Version);
        Assert.Equal(2, rules.Wait(1).Found("10.0.0.1 10.0.0.2").Now.Version);
        Assert.Equal(3, rules.Wait(1).Found("10.0.0.1 10.0.0.2").Now.Version);
        Assert.Equal(4, rules.Wait(5).Unknown().Now.Version);
        Assert.Equal(4, rules.Wait(5).Unknown(LookupReason.Timeout).Now.Version);
        Assert.Equal(5, rules.Wait(5).Found("10.0.0.1 10.0.0.2").Now.Version);
        Assert.Equal(6, rules.Wait(5).Found("10.0.0.1 10.0.0.2 10.0.0.9").Now.Version);
        Assert.Equal(7, rules.Wait(5).Found("10.0.0.1 10.0.0.2 10.0.0.9", name: "web.other.").Now.Version);
    }

    [Fact]
    public void Another_pod_behind_the_same_address_and_port_is_a_version_without_added_or_removed()
    {
        var rules = new Rules().Found("10.0.0.1:80=web-0.web");
        var before = rules.Now;
        rules.Wait(5).Found("10.0.0.1:80=web-7.web");
        Assert.Equal(2, rules.Now.Version);
        Assert.Equal("web-7.web", rules.Now[0].HostName);
        var change = new PeerChange(before, rules.Now);
        Assert.Empty(change.Added);
        Assert.Empty(change.Removed);
    }

    [Fact]
    public void A_snapshot_that_is_held_never_changes()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2");
        var held = rules.Now;
        rules.Wait(5).Found("10.0.0.3").Wait(1).Found("10.0.0.3").Wait(1).Found("10.0.0.3");
        Assert.Equal(["10.0.0.1", "10.0.0.2"], held.Select(peer => peer.ToString()));
        Assert.Equal(1, held.Version);
    }
}
