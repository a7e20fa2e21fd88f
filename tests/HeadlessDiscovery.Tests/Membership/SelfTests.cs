namespace HeadlessDiscovery.Tests.Membership;

[Trait("rule", "O-4")]
public sealed class SelfTests
{
    private const string Self = "10.0.0.9";

    [Fact]
    public void The_own_address_is_left_out_of_the_peers_and_is_a_member_while_present()
    {
        var rules = new Rules(self: Self).Found("10.0.0.1 10.0.0.9");
        Assert.Equal("10.0.0.1", rules.Peers);
        Assert.Equal("10.0.0.1 10.0.0.9", rules.Members);
        Assert.Equal(SelfPresence.Present, rules.Now.Self);
    }

    [Fact]
    public void Pods_with_the_same_view_have_the_same_members_and_fingerprint()
    {
        var one = new Rules(self: "10.0.0.1").Found("10.0.0.1 10.0.0.2 10.0.0.3");
        var two = new Rules(self: "10.0.0.2").Found("10.0.0.3 10.0.0.2 10.0.0.1");
        Assert.Equal(one.Now.Members, two.Now.Members);
        Assert.Equal(one.Now.Fingerprint, two.Now.Fingerprint);
        Assert.NotEqual(one.Peers, two.Peers);
    }

    [Fact]
    public void Unknown_then_Absent_then_Present_then_Lost()
    {
        var rules = new Rules(self: Self);
        Assert.Equal(SelfPresence.Unknown, rules.Now.Self);
        Assert.Equal(SelfPresence.Unknown, rules.Unknown().Now.Self);
        Assert.Equal(SelfPresence.Absent, rules.Found("10.0.0.1").Now.Self);
        Assert.Equal(SelfPresence.Present, rules.Found("10.0.0.1 10.0.0.9").Now.Self);
        rules.Wait(20).Found("10.0.0.1").Wait(1).Found("10.0.0.1").Wait(1).Found("10.0.0.1");
        Assert.Equal(SelfPresence.Lost, rules.Now.Self);
        Assert.Equal("10.0.0.1", rules.Members);
        Assert.Equal(SelfPresence.Present, rules.Found("10.0.0.1 10.0.0.9").Now.Self);
    }

    [Theory]
    [InlineData("10.0.0.9", PeerMembership.Member, true)]
    [InlineData("10.0.0.1 10.0.0.9", PeerMembership.Member, false)]
    [InlineData("10.0.0.1", PeerMembership.Member, false)]
    [InlineData("10.0.0.9", PeerMembership.Client, false)]
    public void Only_me_by_an_address_that_may_be_virtual_is_uncertain_and_beside_others_it_is_not(string peers, PeerMembership membership, bool isUncertain)
    {
        Assert.Equal(isUncertain, new Rules(self: Self, membership: membership, mayBeVirtual: true).Found(peers).Now.IsSelfUncertain);
        Assert.False(new Rules(self: Self, membership: membership).Found(peers).Now.IsSelfUncertain);
    }

    [Fact]
    public void Only_me_is_a_verified_answer_and_not_an_empty_one()
    {
        var rules = new Rules(self: Self).Found(Self);
        Assert.Empty(rules.Now);
        Assert.True(rules.Now.IsResolved);
        Assert.Equal(LookupOutcome.Found, rules.Now.LastOutcome);
        Assert.Equal(Self, rules.Members);
    }

    [Fact]
    public void One_answer_without_me_does_not_make_me_lost()
    {
        var rules = new Rules(self: Self).Found("10.0.0.1 10.0.0.9").Wait(5).Empty();
        Assert.Equal(SelfPresence.Present, rules.Now.Self);
        Assert.Equal("10.0.0.1 10.0.0.9", rules.Members);
        Assert.Equal("10.0.0.1", rules.Held);
    }

    [Fact]
    public void The_own_peer_is_known_while_present_so_that_a_decider_finds_itself_among_the_members()
    {
        var rules = new Rules(self: Self).Found("10.0.0.10 10.0.0.9");
        Assert.Same(rules.Now.Members[0], rules.Now.SelfPeer);
        Assert.Null(new Rules(self: Self).Found("10.0.0.1").Now.SelfPeer);
        Assert.Null(new Rules(self: Self, membership: PeerMembership.Client).Found("10.0.0.1 10.0.0.9").Now.SelfPeer);
        Assert.NotNull(rules.Wait(5).Unknown().Now.SelfPeer);
        Assert.Null(rules.Wait(20).Found("10.0.0.10").Wait(1).Found("10.0.0.10").Wait(1).Found("10.0.0.10").Now.SelfPeer);
    }

    [Fact]
    public void A_client_is_never_a_member()
    {
        var rules = new Rules(self: Self, membership: PeerMembership.Client).Found("10.0.0.1 10.0.0.9");
        Assert.Equal("10.0.0.1", rules.Members);
        Assert.Equal(PeerMembership.Client, rules.Now.Membership);
    }

    [Fact]
    public void IncludeSelf_lists_this_process_among_the_peers()
    {
        var rules = new Rules(self: Self, includeSelf: true).Found("10.0.0.1 10.0.0.9");
        Assert.Equal("10.0.0.1 10.0.0.9", rules.Peers);
    }
}
