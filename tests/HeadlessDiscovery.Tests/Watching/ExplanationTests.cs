using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Tests.Membership;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class ExplanationTests
{
    private const string Self = "10.0.0.9";

    [Fact]
    public void Self_is_present_where_the_answer_names_it() =>
        Assert.Equal(SelfPresence.Present, Of(new Rules(self: Self).Found("10.0.0.1 10.0.0.9")).Self);

    [Fact]
    public void Self_is_absent_where_a_verified_answer_lacks_it()
    {
        Assert.Equal(SelfPresence.Absent, Of(new Rules(self: Self).Found("10.0.0.1")).Self);
        Assert.Equal(SelfPresence.Absent, Of(new Rules(self: Self).Empty()).Self);
    }

    [Fact]
    public void Self_is_unknown_where_nobody_answered_even_while_it_is_remembered() =>
        Assert.Equal(SelfPresence.Unknown, Of(new Rules(self: Self).Found("10.0.0.1 10.0.0.9").Unknown()).Self);

    [Fact]
    public void A_TTL_is_told_of_a_verified_answer_only()
    {
        var rules = new Rules().Found("10.0.0.1", ttl: 7);
        Assert.Equal(TimeSpan.FromSeconds(7), Of(rules).Ttl);
        var unknown = new PeerAnswer { Outcome = LookupOutcome.Unknown, Peers = rules.LastAnswer!.Peers, Ttl = TimeSpan.FromSeconds(7) };
        Assert.Null(Of(rules, answer: unknown).Ttl);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whether_the_peers_are_static_is_what_the_answer_says(bool isStatic) =>
        Assert.Equal(isStatic, Of(new Rules().Found("10.0.0.1"), answer: new PeerAnswer { Outcome = LookupOutcome.Found, IsStatic = isStatic }).IsStatic);

    [Theory]
    [InlineData(PeerMembership.Member, "10.0.0.1 10.0.0.9")]
    [InlineData(PeerMembership.Client, "10.0.0.1")]
    public void The_fingerprint_counts_this_process_where_it_is_a_member(PeerMembership membership, string members)
    {
        var explanation = Of(new Rules(self: Self, membership: membership).Found("10.0.0.1 10.0.0.9"), new HeadlessPeersOptions { Membership = membership });
        Assert.Equal(PeerFingerprint.Of([.. members.Split(' ').Select(Peer.Parse)]), explanation.Fingerprint);
        Assert.Equal("10.0.0.1", string.Join(' ', explanation.Peers));
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.7")]
    [InlineData("10.0.0.2 10.0.0.4 10.0.0.6")]
    [InlineData("10.0.0.1 10.0.0.3 10.0.0.5 10.0.0.7")]
    [InlineData("10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5 10.0.0.6 10.0.0.7")]
    public void Only_whom_this_answer_names_is_listed_and_nobody_who_is_held(string named)
    {
        var rules = new Rules().Found(Rules.Range(1, 7)).Wait(5).Found(named);
        Assert.Equal(7, rules.Now.Count);
        Assert.Equal(named, string.Join(' ', Of(rules).Peers));
    }

    private static LookupExplanation Of(Rules rules, HeadlessPeersOptions? options = null, PeerAnswer? answer = null)
    {
        var plan = new LookupPlan { ServiceName = "web", Configuration = new ResolverConfiguration() };
        var report = new LookupReport { Answer = answer ?? rules.LastAnswer!, Plan = plan };
        return Explanation.Of(report, rules.State, rules.State, options ?? new HeadlessPeersOptions(), new OwnAddresses([Peer.Parse(Self)], "test"));
    }
}
