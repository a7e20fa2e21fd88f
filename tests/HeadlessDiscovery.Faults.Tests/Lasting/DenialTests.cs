using HeadlessDiscovery.Faults.Tests.Lasting.Cases;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting;

/// <summary>Denials that prove nothing, and aliases that end in the middle.</summary>
public sealed class DenialTests(DenialTests.Measured measured) : IClassFixture<DenialTests.Measured>
{
    public static TheoryData<string> Unproved => ["denied without SOA", "failed", "refused"];

    public static TheoryData<string> Proved => ["denied by NXDOMAIN", "denied by NODATA"];

    [Fact]
    public void NODATA_without_SOA_removes_nobody() =>
        NonEmpty.All(measured.Of(Denials.WithoutSoa), account => Assert.Equal(0, account.WronglyRemoved));

    [Fact]
    public void After_records_NODATA_without_SOA_is_unverified() =>
        NonEmpty.All(
            (LastingAccount[])[.. measured.Of(Denials.WithoutSoa, "from a server"), .. measured.Of(Denials.WithoutSoa, "for the set alone")],
            account => Assert.Equal(0, account.Marks[Marked.Broken]));

    [Fact]
    public void NODATA_without_SOA_is_never_called_verified() =>
        NonEmpty.All(measured.Of(Denials.WithoutSoa), account => Assert.Equal(0, account.Marks[Marked.VerifiedEmpty]));

    [Fact]
    public void NODATA_without_SOA_as_the_first_answer_does_not_mean_alone() =>
        NonEmpty.All(measured.Of(Denials.WithoutSoa, "as the first answer"), account => Assert.Equal((double)PeerReadinessReason.Undecided, account.Marks[Marked.Readiness]));

    [Theory]
    [InlineData("from the start")]
    [InlineData("later")]
    public void The_pods_of_an_aliass_target_are_the_peers(string when) =>
        NonEmpty.All(measured.Of(Denials.Alias, $"{when}, the target is answered"), account => Assert.Equal((0, 0), (account.WronglyRemoved, account.Marks[Marked.Broken])));

    [Theory]
    [MemberData(nameof(Proved))]
    public void An_alias_to_a_denied_target_is_empty(string target)
    {
        NonEmpty.All(measured.Of(Denials.Alias, $"from the start, the target is {target}"), account => Assert.InRange(account.Marks[Marked.RightAfter], 0, 1));
        NonEmpty.All(measured.Of(Denials.Alias, $"later, the target is {target}"), account => Assert.InRange(account.Marks[Marked.RightAfter], 15, 5.5 + 15.5));
    }

    [Theory]
    [MemberData(nameof(Unproved))]
    public void An_alias_whose_target_is_not_denied_with_proof_is_unknown(string target)
    {
        NonEmpty.All(measured.Of(Denials.Alias, $"from the start, the target is {target}"), account => Assert.Equal(0, account.Marks[Marked.NotUnknown]));
        NonEmpty.All(measured.Of(Denials.Alias, $"later, the target is {target}"), account => Assert.Equal((0, 0), (account.WronglyRemoved, account.Marks[Marked.NotUnknown])));
    }

    public sealed class Measured() : LastingMeasured(nameof(Denials));
}
