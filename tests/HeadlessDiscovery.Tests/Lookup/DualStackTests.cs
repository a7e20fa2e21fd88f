using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>How the answers of two families become one.</summary>
public sealed class DualStackTests
{
    private const string V4 = "10.1.0.1";
    private const string V6 = "fd00::1";

    [Theory]
    [InlineData(30, 5)]
    [InlineData(5, 30)]
    [Trait("rule", "C-1")]
    public async Task Two_families_with_records_live_as_long_as_the_shorter_one(int first, int second)
    {
        var answer = await FamilyAsker.AskAsync(
            question => FakeDnsMessage.Addresses(question, (uint)first, V4),
            question => FakeDnsMessage.Addresses(question, (uint)second, V6));

        Assert.Equal((LookupOutcome.Found, TimeSpan.FromSeconds(5)), (answer.Outcome, answer.Ttl!.Value));
        Assert.Equal([V4, V6], answer.Peers.Enumerate().Select(peer => peer.Address.ToString()));
    }

    [Theory]
    [InlineData(true, 1u)]
    [InlineData(false, 1u)]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [Trait("rule", "C-1")]
    public async Task Where_one_family_has_records_only_their_TTL_counts(bool first, uint? negative)
    {
        Func<DnsQuestion, DnsMessage> none = question => FakeDnsMessage.Negative(question, 0, negative);

        var answer = await FamilyAsker.AskAsync(
            first ? question => FakeDnsMessage.Addresses(question, 30, V4) : none,
            first ? none : question => FakeDnsMessage.Addresses(question, 30, V6));

        Assert.Equal((LookupOutcome.Found, FamilyAsker.Name, TimeSpan.FromSeconds(30)), (answer.Outcome, answer.Name, answer.Ttl!.Value));
        Assert.Equal([first ? V4 : V6], answer.Peers.Enumerate().Select(peer => peer.Address.ToString()));
    }

    [Theory]
    [InlineData(20u, 7u, 7)]
    [InlineData(7u, 20u, 7)]
    [InlineData(null, 7u, null)]
    [InlineData(7u, null, null)]
    [Trait("rule", "C-1")]
    public async Task Two_negative_answers_live_as_long_as_the_shorter_one_and_have_no_TTL_where_one_has_none(uint? first, uint? second, int? seconds)
    {
        var answer = await FamilyAsker.AskAsync(question => FakeDnsMessage.Negative(question, 3, first), question => FakeDnsMessage.Negative(question, 3, second));

        Assert.Equal(LookupOutcome.Empty, answer.Outcome);
        Assert.Equal(seconds, answer.Ttl?.TotalSeconds);
    }

    [Theory]
    [InlineData("NXDOMAIN", "NXDOMAIN", LookupReason.NxDomain)]
    [InlineData("NODATA", "NXDOMAIN", LookupReason.NoData)]
    [InlineData("NXDOMAIN", "NODATA", LookupReason.NoData)]
    [InlineData("NODATA", "NODATA", LookupReason.NoData)]
    [Trait("rule", "S-21")]
    public async Task A_name_that_exists_for_one_family_exists(string first, string second, LookupReason reason)
    {
        var answer = await FamilyAsker.AskAsync(first, second);

        Assert.Equal((LookupOutcome.Empty, reason, 0), (answer.Outcome, answer.Reason, answer.Peers.Count));
    }

    [Theory]
    [InlineData("SERVFAIL", "REFUSED", LookupReason.ServFail)]
    [InlineData("REFUSED", "SERVFAIL", LookupReason.Refused)]
    [InlineData("SERVFAIL", "AAAA:fd00::1", LookupReason.FamilyFailed)]
    [InlineData("A:10.1.0.1", "SERVFAIL", LookupReason.FamilyFailed)]
    [InlineData("SERVFAIL", "NODATA", LookupReason.FamilyFailed)]
    [InlineData("NXDOMAIN", "SERVFAIL", LookupReason.FamilyFailed)]
    [InlineData("A:127.0.0.1", "NODATA", LookupReason.FamilyFailed)]
    [InlineData("NODATA", "AAAA:::1", LookupReason.FamilyFailed)]
    [InlineData("A:127.0.0.1", "AAAA:::1", LookupReason.Malformed)]
    [Trait("rule", "S-20")]
    public async Task Where_both_families_fail_the_first_says_why_and_where_one_fails_it_is_half_an_answer(string first, string second, LookupReason reason)
    {
        foreach (var secondComesFirst in (bool[])[false, true])
        {
            var answer = await FamilyAsker.AskAsync(first, second, secondComesFirst);

            Assert.Equal((LookupOutcome.Unknown, reason), (answer.Outcome, answer.Reason));
        }
    }

    [Theory]
    [InlineData("a.example.", "b.example.", "a.example.")]
    [InlineData(null, "b.example.", "b.example.")]
    [InlineData("a.example.", null, "a.example.")]
    [InlineData(null, null, null)]
    [Trait("rule", "H-1")]
    public async Task The_alias_of_either_family_is_told_and_the_first_before_the_second(string? first, string? second, string? told)
    {
        var found = await FamilyAsker.AskAsync(question => Aliased(question, first, V4), question => Aliased(question, second, V6));
        var empty = await FamilyAsker.AskAsync(question => Aliased(question, first, null), question => Aliased(question, second, null));

        Assert.Equal((LookupOutcome.Found, told), (found.Outcome, found.Canonical));
        Assert.Equal((LookupOutcome.Empty, told), (empty.Outcome, empty.Canonical));
    }

    [Theory]
    [InlineData("A:127.0.0.1", "AAAA:::1", true)]
    [InlineData("NODATA", "AAAA:::1", true)]
    [InlineData("A:127.0.0.1", "NODATA", true)]
    [InlineData("NODATA", "SERVFAIL", false)]
    [InlineData("SERVFAIL", "NODATA", false)]
    [InlineData("SERVFAIL", "AAAA:::1", false)]
    [InlineData("A:127.0.0.1", "SERVFAIL", false)]
    [InlineData("A:10.1.0.1", "AAAA:::1", false)]
    [InlineData("A:127.0.0.1", "AAAA:fd00::1", false)]
    [Trait("rule", "W-6")]
    public async Task Only_unusable_addresses_came_where_no_family_failed_otherwise_or_has_a_peer(string first, string second, bool only)
    {
        foreach (var secondComesFirst in (bool[])[false, true])
        {
            var answer = await FamilyAsker.AskAsync(first, second, secondComesFirst);

            Assert.Equal((LookupOutcome.Unknown, only), (answer.Outcome, answer.HasOnlyUnusable));
        }
    }

    [Theory]
    [InlineData("A:10.1.0.1", "AAAA:64:ff9b::a01:1,fd00::1", LookupOutcome.Found, "10.1.0.1 fd00::1")]
    [InlineData("A:10.1.0.1", "AAAA:64:ff9b::a01:1", LookupOutcome.Found, "10.1.0.1")]
    [InlineData("A:10.1.0.1", "AAAA:64:ff9b::a01:2", LookupOutcome.Found, "10.1.0.1 64:ff9b::a01:2")]
    [InlineData("NODATA", "AAAA:64:ff9b::a01:1", LookupOutcome.Found, "64:ff9b::a01:1")]
    [InlineData("SERVFAIL", "AAAA:64:ff9b::a01:1,fd00::1", LookupOutcome.Unknown, "fd00::1")]
    [InlineData("SERVFAIL", "AAAA:64:ff9b::a01:1", LookupOutcome.Unknown, "")]
    [Trait("rule", "E-7")]
    public async Task A_record_that_DNS64_made_of_an_A_record_is_that_record_again(string first, string second, LookupOutcome outcome, string peers)
    {
        var answer = await FamilyAsker.AskAsync(first, second);

        Assert.Equal((outcome, peers), (answer.Outcome, string.Join(' ', answer.Peers.Enumerate().Select(peer => peer.Address))));
    }

    [Theory]
    [InlineData("A:10.1.0.1", "LAME", "10.1.0.1")]
    [InlineData("LAME", "AAAA:fd00::1", "fd00::1")]
    [InlineData("LAME", "NODATA", null)]
    [InlineData("LAME", "LAME", null)]
    [Trait("rule", "E-3")]
    public async Task A_server_that_is_lame_for_one_family_has_none_of_it_where_it_has_records_of_the_other(string first, string second, string? peer)
    {
        var answer = await FamilyAsker.AskAsync(first, second);

        Assert.Equal(peer is null ? LookupOutcome.Unknown : LookupOutcome.Found, answer.Outcome);
        Assert.Equal(peer, answer.Peers.Enumerate().SingleOrDefault()?.ToString().Trim('[', ']'));
    }

    [Fact]
    [Trait("rule", "W-6")]
    public async Task What_both_families_leave_out_is_one_note()
    {
        var answer = await FamilyAsker.AskAsync(question => FakeDnsMessage.Addresses(question, 5, V4, "127.0.0.1"), question => FakeDnsMessage.Addresses(question, 5, V6, "::1"));

        Assert.Equal(LookupOutcome.Found, answer.Outcome);
        Assert.Equal([IPAddress.Loopback, IPAddress.IPv6Loopback], answer.LeftOut);
        Assert.Equal("The answer lists 127.0.0.1, ::1, which no peer can have; skipped.", Assert.Single(answer.Notes).Text);
    }

    [Fact]
    [Trait("rule", "O-1")]
    public async Task A_question_that_is_cancelled_waits_for_the_other_so_that_none_is_left_running()
    {
        var second = new TaskCompletionSource<DnsExchange>();
        var asking = FamilyAsker.Start(
            _ => ValueTask.FromException<DnsExchange>(new OperationCanceledException("first")),
            _ => new ValueTask<DnsExchange>(second.Task));
        Assert.False(asking.IsCompleted);

        second.SetException(new OperationCanceledException("second"));

        Assert.Equal("first", (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking)).Message);
    }

    private static FakeDnsMessage Aliased(DnsQuestion question, string? target, string? address)
    {
        var message = address is null ? new FakeDnsMessage(question).AddStart(".") : new FakeDnsMessage(question).Add(target ?? question.Name, address);
        return target is null ? message : message.AddAlias(question.Name, target);
    }
}
