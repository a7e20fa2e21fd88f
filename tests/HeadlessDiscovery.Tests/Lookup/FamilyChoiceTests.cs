using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;

namespace HeadlessDiscovery.Tests.Lookup;

public sealed class FamilyChoiceTests
{
    private const string V4 = "10.1.0.1";
    private const string V6 = "fd00::1";

    [Theory]
    [InlineData("A")]
    [InlineData("A", V4)]
    [InlineData("Aaaa", V6)]
    [InlineData("A", V4, V6)]
    [InlineData("Aaaa", V6, V4)]
    [Trait("rule", "S-20")]
    public void By_default_one_family_is_queried_that_of_the_first_own_address_because_with_two_each_pod_is_two_members(string asked, params string[] own) =>
        Assert.Equal(asked, Asked(PeerFamily.Auto, noAaaa: false, own));

    [Theory]
    [InlineData(PeerFamily.IPv4, "A")]
    [InlineData(PeerFamily.IPv6, "Aaaa")]
    [InlineData(PeerFamily.Both, "A Aaaa")]
    [Trait("rule", "S-20")]
    public void A_family_that_is_set_is_asked_whatever_this_process_has_and_resolv_conf_says(PeerFamily family, string asked) =>
        NonEmpty.All([(false, V4), (true, V4), (false, V6), (true, V6)], of => Assert.Equal(asked, Asked(family, of.Item1, of.Item2)));

    [Theory]
    [InlineData(V4)]
    [InlineData(V6)]
    [InlineData(V4, V6)]
    [Trait("rule", "P-6")]
    public void The_option_no_aaaa_leaves_A_of_what_is_asked_by_default(params string[] own) =>
        Assert.Equal("A", Asked(PeerFamily.Auto, noAaaa: true, own));

    private static string Asked(PeerFamily family, bool noAaaa, params string[] own) =>
        string.Join(' ', FamilyChoice.Of(family, new OwnAddresses([.. own.Select(Peer.Parse)], "test"), new ResolverConfiguration { NoAaaa = noAaaa }));
}
