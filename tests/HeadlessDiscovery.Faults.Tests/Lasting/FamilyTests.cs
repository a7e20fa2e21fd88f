using HeadlessDiscovery.Faults.Tests.Lasting.Cases;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting;

/// <summary>Each address family by itself.</summary>
public sealed class FamilyTests(FamilyTests.Measured measured) : IClassFixture<FamilyTests.Measured>
{
    public static TheoryData<string> Fast => ["SERVFAIL", "lame", "only impossible addresses"];

    [Fact]
    public void Ten_seconds_without_AAAA_records_remove_nobody() =>
        NonEmpty.All(measured.Of(Families.NoData, "for 10 s"), account => Assert.Equal(0, account.WronglyRemoved));

    [Fact]
    public void Without_AAAA_records_for_ever_the_IPv6_addresses_leave_after_the_mass_hold() =>
        NonEmpty.All(measured.Of(Families.NoData, "forever"), account => Assert.InRange(account.Marks[Marked.RightAfter], 15, 5.5 + 15.5));

    [Fact]
    public void The_IPv4_addresses_stay_when_AAAA_records_are_gone() =>
        NonEmpty.All(measured.Of(Families.NoData), account => Assert.Equal(0, account.Marks[Marked.Broken]));

    [Fact]
    public void GetPeers_returns_the_IPv4_peers_where_AAAA_fails() =>
        NonEmpty.All(measured.Of(Families.Fails, "from the start"), account => Assert.Equal((5, true), (account.Marks.GetValueOrDefault(Marked.FirstCount), account.Marks.GetValueOrDefault(Marked.FirstAnswer) <= 15)));

    [Fact]
    public void WaitForPeers_counts_the_IPv4_peers_where_AAAA_fails() =>
        NonEmpty.All(measured.Of(Families.Fails, "from the start"), account => Assert.Equal((double)PeerReadinessReason.Ready, account.Marks[Marked.Readiness]));

    // A lame answer to AAAA from a server that never had such records, beside its A records, is NODATA: nothing is stale then.
    [Theory]
    [InlineData("from the start, SERVFAIL")]
    [InlineData("from the start, silence")]
    [InlineData("from the start, only impossible addresses")]
    [InlineData("later, SERVFAIL")]
    [InlineData("later, silence")]
    [InlineData("later, lame")]
    [InlineData("later, only impossible addresses")]
    public void The_snapshot_tells_that_IPv6_is_stale(string failure) =>
        NonEmpty.All(measured.Of(Families.Fails, failure), account => Assert.Equal(0, account.Marks[Marked.Broken]));

    [Fact]
    public void The_IPv6_peers_stay_while_AAAA_fails() =>
        NonEmpty.All(measured.Of(Families.Fails), account => Assert.Equal(0, account.WronglyRemoved));

    [Theory]
    [MemberData(nameof(Fast))]
    public void An_IPv4_peer_is_removed_in_time_while_AAAA_fails(string failure)
    {
        NonEmpty.All(measured.Of(Families.Fails, $"from the start, {failure}"), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, 5 + 4));
        NonEmpty.All(measured.Of(Families.Fails, $"later, {failure}"), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, 5 + 4));
    }

    // Each of the three lookups may wait for two tries of 5 s.
    [Fact]
    public void An_IPv4_peer_is_removed_while_AAAA_is_silent()
    {
        NonEmpty.All(measured.Of(Families.Fails, "from the start, silence"), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, 5.5 + (3 * 10.3) + 2.2));
        NonEmpty.All(measured.Of(Families.Fails, "later, silence"), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, 5.5 + (3 * 10.3) + 2.2));
    }

    [Fact]
    public void An_AAAA_record_that_was_made_from_an_A_record_is_that_peer_again() =>
        NonEmpty.All(measured.Of(Families.Synthesized), account => Assert.Equal(0, account.Marks[Marked.Broken]));

    [Fact]
    public void A_peer_whose_AAAA_record_was_made_leaves_as_one() =>
        NonEmpty.All(measured.Of(Families.Synthesized), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, 5 + 4));

    public sealed class Measured() : LastingMeasured(nameof(Families));
}
