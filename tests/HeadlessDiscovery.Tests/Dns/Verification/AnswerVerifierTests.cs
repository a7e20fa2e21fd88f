using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Dns;

public sealed class AnswerVerifierTests
{
    private const string Name = "web.shop.svc.cluster.local.";

    private static readonly DnsQuestion V4 = new(Name, DnsRecordType.A);
    private static readonly DnsQuestion V6 = new(Name, DnsRecordType.Aaaa);

    [Fact]
    [Trait("rule", "W-1")]
    public void A_question_that_comes_back_is_no_answer() => AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4) { Response = false });

    [Fact]
    [Trait("rule", "W-1")]
    public void An_answer_to_another_operation_is_none() =>
        AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4) { QueryOperation = false }.Add(Name, "10.0.0.1"));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [Trait("rule", "W-1")]
    public void An_answer_has_one_question(int questions) =>
        AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4) { Questions = questions }.Add(Name, "10.0.0.1"));

    [Fact]
    [Trait("rule", "W-1")]
    public void An_answer_to_another_name_is_none() =>
        AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4 with { Name = "evil.example." }).Add(Name, "10.0.0.1"));

    [Fact]
    [Trait("rule", "W-1")]
    public void An_answer_to_another_type_is_none() => AssertFails(LookupReason.Malformed, new FakeDnsMessage(V6).Add(Name, "10.0.0.1"));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [Trait("rule", "W-1")]
    public void A_no_to_another_name_is_none(int code) =>
        AssertFails(LookupReason.Malformed, FakeDnsMessage.Negative(V4 with { Name = "evil.example." }, code));

    [Fact]
    [Trait("rule", "S-10")]
    public void Owners_are_compared_without_case()
    {
        var message = new FakeDnsMessage(V4 with { Name = "WEB.Shop.svc.cluster.LOCAL." }).AddAlias("WEB.shop.SVC.cluster.local.", "A.example.").Add("a.EXAMPLE.", "10.0.0.1");

        Assert.Equal(["10.0.0.1"], Addresses(V4, message));
    }

    [Fact]
    [Trait("rule", "W-2")]
    public void A_record_of_another_owner_alone_is_a_lie_and_not_no_data() =>
        AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4).Add("other.example.", "6.6.6.6"));

    [Fact]
    [Trait("rule", "W-2")]
    public void A_record_of_another_owner_beside_good_ones_is_left_out() =>
        Assert.Equal(["10.0.0.1"], Addresses(V4, new FakeDnsMessage(V4).Add("other.example.", "6.6.6.6", ttl: 1).Add(Name, "10.0.0.1")));

    [Fact]
    [Trait("rule", "W-2")]
    public void An_alias_of_another_owner_alone_is_a_lie_and_not_no_data() =>
        AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4).AddAlias("other.example.", "more.example."));

    [Fact]
    [Trait("rule", "W-2")]
    public void A_record_of_class_CH_is_no_address_and_not_no_data() =>
        AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4).Add(Name, "10.0.0.1", recordClass: 3));

    [Fact]
    [Trait("rule", "W-2")]
    public void Records_of_unrelated_types_are_ignored()
    {
        var message = new FakeDnsMessage(V4).Add(Name, "10.0.0.1").Add(Name, "fd00::1");
        message.Answers.Add(new DnsRecord { Owner = Name, Type = (DnsRecordType)16, Class = DnsRecord.ClassIn, Ttl = 1 });

        var answer = Verify(V4, message);

        Assert.Equal(["10.0.0.1"], Texts(answer));
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Ttl);
    }

    [Fact]
    [Trait("rule", "S-15")]
    public void Only_unrelated_types_are_no_data()
    {
        var message = FakeDnsMessage.Negative(V4, 0);
        message.Answers.Add(new DnsRecord { Owner = Name, Type = (DnsRecordType)16, Class = DnsRecord.ClassIn, Ttl = 60 });

        Assert.Equal(LookupReason.NoData, Verify(V4, message).Reason);
    }

    [Theory]
    [InlineData(DnsRecordType.A, 3)]
    [InlineData(DnsRecordType.A, 5)]
    [InlineData(DnsRecordType.A, 0)]
    [InlineData(DnsRecordType.Aaaa, 4)]
    [InlineData(DnsRecordType.Aaaa, 15)]
    [InlineData(DnsRecordType.Aaaa, 17)]
    [Trait("rule", "W-3")]
    public void An_address_of_a_wrong_length_spoils_the_answer(object type, int length)
    {
        var question = new DnsQuestion(Name, (DnsRecordType)type);
        var (good, bad) = question.Type == DnsRecordType.A ? ("10.0.0.1", "10.0.0.2") : ("fd00::1", "fd00::2");

        AssertFails(LookupReason.Malformed, new FakeDnsMessage(question).Add(Name, good).Add(Name, bad, dataLength: length), question);
    }

    [Fact]
    [Trait("rule", "W-3")]
    public void A_name_error_that_has_addresses_is_a_name_error()
    {
        var answer = Verify(V4, new FakeDnsMessage(V4) { Code = 3 }.Add(Name, "6.6.6.6"));

        Assert.Equal((LookupReason.NxDomain, 0), (answer.Reason, answer.AddressCount));
    }

    [Theory]
    [InlineData(1, LookupReason.FormErr)]
    [InlineData(2, LookupReason.ServFail)]
    [InlineData(4, LookupReason.NotImp)]
    [InlineData(5, LookupReason.Refused)]
    [InlineData(6, LookupReason.NotImp)]
    [InlineData(15, LookupReason.NotImp)]
    [InlineData(16, LookupReason.NotImp)]
    [InlineData(4095, LookupReason.NotImp)]
    [Trait("rule", "S-15")]
    public void Every_other_code_says_nothing_about_the_name(int code, LookupReason reason) =>
        AssertFails(reason, new FakeDnsMessage(V4) { Code = code }.Add(Name, "6.6.6.6"));

    [Fact]
    [Trait("rule", "W-4")]
    public void An_extended_code_is_not_taken_for_its_lower_bits()
    {
        // 19 is 3 in the header: NXDOMAIN, were it not for the OPT record.
        AssertFails(LookupReason.NotImp, FakeDnsMessage.Negative(V4, 19));
    }

    [Fact]
    [Trait("rule", "S-19")]
    public void Nothing_at_all_from_a_server_that_neither_owns_nor_recurses_is_lame()
    {
        AssertFails(LookupReason.Lame, new FakeDnsMessage(V4) { Authoritative = false });
        Assert.Equal(LookupReason.NoData, Verify(V4, new FakeDnsMessage(V4) { Authoritative = true }).Reason);
        Assert.Equal(LookupReason.NoData, Verify(V4, new FakeDnsMessage(V4) { Authoritative = false, RecursionAvailable = true }).Reason);
    }

    [Fact]
    [Trait("rule", "S-19")]
    public void An_OPT_record_makes_a_lame_answer_a_real_no_data()
    {
        var message = new FakeDnsMessage(V4) { Authoritative = false };
        message.Additionals.Add(new DnsRecord { Owner = ".", Type = DnsRecordType.Opt });

        Assert.Equal(LookupReason.NoData, Verify(V4, message).Reason);
    }

    [Theory]
    [InlineData(false, false, false, LookupReason.Lame)]
    [InlineData(false, true, false, LookupReason.Lame)]
    [InlineData(false, false, true, LookupReason.NoData)]
    [InlineData(false, true, true, LookupReason.NoData)]
    [InlineData(true, false, false, LookupReason.NoData)]
    [Trait("rule", "S-19")]
    public void A_referral_is_lame_although_it_has_an_OPT_record(bool authoritative, bool recursion, bool soa, LookupReason reason)
    {
        var message = new FakeDnsMessage(V4) { Authoritative = authoritative, RecursionAvailable = recursion };
        message.Authorities.Add(new DnsRecord { Owner = "shop.svc.cluster.local.", Type = DnsRecordType.Ns, Class = DnsRecord.ClassIn, Ttl = 5 });
        message.Additionals.Add(new DnsRecord { Owner = ".", Type = DnsRecordType.Opt });

        // A zone has two name servers as a rule.
        message.Authorities.Add(message.Authorities[0]);

        Assert.Equal(reason, Verify(V4, soa ? Soa(message, "cluster.local.", 5, 5) : message).Reason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [Trait("rule", "S-23")]
    public void Aliases_are_followed_to_the_tenth(int links)
    {
        var answer = Verify(V4, Chain(links).Add($"alias{links}.example.", "10.0.0.1"));

        Assert.Equal(["10.0.0.1"], Texts(answer));
        Assert.Equal($"alias{links}.example.", answer.Canonical);
    }

    [Fact]
    [Trait("rule", "S-23")]
    public void The_eleventh_alias_is_too_many() => AssertFails(LookupReason.Malformed, Chain(11).Add("alias11.example.", "10.0.0.1"));

    [Fact]
    [Trait("rule", "S-23")]
    public void Aliases_that_lead_back_are_malformed()
    {
        AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4).AddAlias(Name, Name.ToUpperInvariant()).Add(Name, "10.0.0.1"));
        AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4).AddAlias(Name, "a.example.").AddAlias("a.example.", Name));
        AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4).AddAlias(Name, "a.example.").AddAlias("a.example.", "b.example.").AddAlias("b.example.", "A.example."));
        AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4) { Code = 3 }.AddAlias(Name, Name));
    }

    [Fact]
    [Trait("rule", "S-23")]
    public void An_alias_without_address_and_with_the_SOA_of_its_target_is_no_data()
    {
        var answer = Verify(V4, new FakeDnsMessage(V4).AddAlias(Name, "a.example.").AddStart("example."));

        Assert.Equal((LookupReason.NoData, "a.example.", true, false), (answer.Reason, answer.Canonical, answer.HasProof, answer.IsOpenAlias));
    }

    [Fact]
    [Trait("rule", "S-23")]
    public void An_alias_without_address_and_SOA_ends_in_the_middle_and_is_neither_an_answer_nor_a_denial()
    {
        var answer = Verify(V4, new FakeDnsMessage(V4).AddAlias(Name, "a.example.", 7));

        Assert.Equal((LookupReason.Unverified, "a.example.", true, false), (answer.Reason, answer.Canonical, answer.IsOpenAlias, answer.IsNegative));
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Ttl);
    }

    [Theory]
    [InlineData(5u, 9u, 5)]
    [InlineData(9u, 5u, 5)]
    [Trait("rule", "S-23")]
    public void What_was_reached_through_an_alias_has_the_lower_TTL_and_the_last_name(uint aliasTtl, uint ttl, int seconds)
    {
        var alias = Verify(V4, new FakeDnsMessage(V4).AddAlias(Name, "a.example.", aliasTtl));
        var end = V4 with { Name = "a.example." };

        var direct = Verify(end, FakeDnsMessage.Addresses(end, ttl, "10.0.0.1")).Through(alias);
        var further = Verify(end, new FakeDnsMessage(end).AddAlias("a.example.", "b.example.", ttl).Add("b.example.", "10.0.0.1", ttl)).Through(alias);

        Assert.Equal((TimeSpan.FromSeconds(seconds), "a.example."), (direct.Ttl, direct.Canonical));
        Assert.Equal((TimeSpan.FromSeconds(seconds), "b.example."), (further.Ttl, further.Canonical));
    }

    [Fact]
    [Trait("rule", "S-23")]
    public void An_address_at_the_beginning_of_a_chain_is_not_at_its_end() =>
        AssertFails(LookupReason.Malformed, new FakeDnsMessage(V4).AddAlias(Name, "a.example.").Add(Name, "10.0.0.1"));

    [Fact]
    [Trait("rule", "C-1")]
    public void The_TTL_is_the_lowest_of_the_addresses_and_the_aliases_and_of_nothing_else()
    {
        var message = new FakeDnsMessage(V4).AddAlias(Name, "a.example.", ttl: 20).Add("a.example.", "10.0.0.1", ttl: 30).Add("a.example.", "10.0.0.2", ttl: 10).Add("other.example.", "10.0.0.3", ttl: 1);
        message.Authorities.Add(new DnsRecord { Owner = "example.", Type = (DnsRecordType)2, Class = DnsRecord.ClassIn, Ttl = 2 });
        message.Additionals.Add(new DnsRecord { Owner = "ns.example.", Type = DnsRecordType.A, Class = DnsRecord.ClassIn, Ttl = 3 });

        Assert.Equal(TimeSpan.FromSeconds(10), Verify(V4, message).Ttl);
        Assert.Equal(TimeSpan.FromSeconds(20), Verify(V4, new FakeDnsMessage(V4).AddAlias(Name, "a.example.", ttl: 20).AddAlias("a.example.", "b.example.", ttl: 25).Add("b.example.", "10.0.0.1", ttl: 30)).Ttl);
        Assert.Equal(TimeSpan.FromSeconds(20), Verify(V4, new FakeDnsMessage(V4).AddAlias(Name, "a.example.", ttl: 20).Add("a.example.", "10.0.0.1", ttl: 30)).Ttl);
    }

    [Theory]
    [InlineData(0u, 0)]
    [InlineData(604800u, 604800)]
    [InlineData(604801u, 604800)]
    [InlineData(0x7FFFFFFFu, 604800)]
    [InlineData(0x80000000u, 604800)]
    [InlineData(uint.MaxValue, 604800)]
    [Trait("rule", "C-3")]
    public void A_TTL_with_its_top_bit_is_a_long_one_and_seven_days_are_the_most(uint ttl, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Verify(V4, FakeDnsMessage.Addresses(V4, ttl, "10.0.0.1")).Ttl);

    [Fact]
    [Trait("rule", "C-2")]
    public void A_TTL_of_zero_stays_zero() =>
        Assert.Equal(TimeSpan.Zero, Verify(V4, new FakeDnsMessage(V4).Add(Name, "10.0.0.1", ttl: 0).Add(Name, "10.0.0.2", ttl: 30)).Ttl);

    [Theory]
    [InlineData(30u, 5u, 5)]
    [InlineData(5u, 30u, 5)]
    [InlineData(0u, 30u, 0)]
    [InlineData(0x80000000u, 30u, 30)]
    [InlineData(uint.MaxValue, uint.MaxValue, 604800)]
    [Trait("rule", "C-5")]
    public void A_negative_TTL_is_the_lower_of_the_SOA_and_its_minimum(uint ttl, uint minimum, int seconds)
    {
        foreach (var code in (int[])[0, 3])
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), Verify(V4, Soa(new FakeDnsMessage(V4) { Code = code }, "cluster.LOCAL.", ttl, minimum)).Ttl);
        }
    }

    [Theory]
    [InlineData("example.", false)]
    [InlineData("er.local.", false)]
    [InlineData("a.web.shop.svc.cluster.local.", false)]
    [InlineData(".", true)]
    [InlineData("local.", true)]
    [InlineData(Name, true)]
    [Trait("rule", "C-5")]
    public void Only_the_SOA_of_a_zone_above_the_name_counts(string zone, bool counts) =>
        Assert.Equal(counts ? TimeSpan.FromSeconds(5) : null, Verify(V4, Soa(new FakeDnsMessage(V4) { Code = 3 }, zone, 5, 5)).Ttl);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [Trait("rule", "S-23")]
    public void Without_an_alias_nothing_is_reached_through_one(int code)
    {
        Assert.Null(Verify(V4, FakeDnsMessage.Negative(V4, code)).Canonical);
        Assert.Null(Verify(V4, FakeDnsMessage.Addresses(V4, 5, "10.0.0.1")).Canonical);
    }

    [Fact]
    [Trait("rule", "C-5")]
    public void Without_an_SOA_there_is_no_negative_TTL() => Assert.Null(Verify(V4, FakeDnsMessage.Negative(V4, 3, null)).Ttl);

    [Theory]
    [InlineData(0, LookupReason.NoData)]
    [InlineData(3, LookupReason.NxDomain)]
    [Trait("rule", "C-5")]
    public void After_an_alias_the_SOA_is_that_of_its_target(int code, LookupReason reason)
    {
        var answer = Verify(V4, Soa(new FakeDnsMessage(V4) { Code = code }.AddAlias(Name, "db.example.org."), "example.org.", 7, 9));

        Assert.Equal((reason, TimeSpan.FromSeconds(7), "db.example.org."), (answer.Reason, answer.Ttl, answer.Canonical));
    }

    [Fact]
    [Trait("rule", "S-30")]
    public void Addresses_are_a_sorted_set()
    {
        var one = Verify(V4, FakeDnsMessage.Addresses(V4, 5, "10.0.0.9", "10.0.0.10", "10.0.0.9", "9.9.9.9"));
        var other = Verify(V4, FakeDnsMessage.Addresses(V4, 5, "9.9.9.9", "9.9.9.9", "10.0.0.10", "10.0.0.9"));

        Assert.Equal(["9.9.9.9", "10.0.0.9", "10.0.0.10"], Texts(one));
        Assert.Equal(Texts(one), Texts(other));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("169.254.1.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.0.9")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("ff02::1")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("::ffff:169.254.0.1")]
    [Trait("rule", "W-6")]
    public void An_address_that_no_peer_can_have_is_left_out_and_the_rest_stays(string address)
    {
        var question = address.Contains(':', StringComparison.Ordinal) ? V6 : V4;
        var good = question.Type == DnsRecordType.A ? "10.0.0.1" : "fd00::1";

        var answer = Verify(question, FakeDnsMessage.Addresses(question, 5, address, good));

        Assert.Equal([good], Texts(answer));
        Assert.Equal(System.Net.IPAddress.Parse(address), Assert.Single(answer.LeftOut));
    }

    [Theory]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.254")]
    [InlineData("255.0.255.255")]
    [InlineData("255.255.0.255")]
    [InlineData("169.253.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("fd00::1")]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:10.0.0.1")]
    [Trait("rule", "W-6")]
    public void Addresses_that_some_clusters_use_stay(string address)
    {
        var question = address.Contains(':', StringComparison.Ordinal) ? V6 : V4;

        Assert.Equal([address], Addresses(question, FakeDnsMessage.Addresses(question, 5, address)));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.1.11")]
    [InlineData("::1")]
    [Trait("rule", "W-6")]
    public void Loopback_is_a_peer_where_the_name_server_is_on_loopback(string address)
    {
        var question = address.Contains(':', StringComparison.Ordinal) ? V6 : V4;

        Assert.Equal([address], Texts(AnswerVerifier.Verify(question, FakeDnsMessage.Addresses(question, 5, address), serverIsLoopback: true)));
    }

    [Fact]
    [Trait("rule", "W-6")]
    public void Only_addresses_that_no_peer_can_have_are_a_sinkhole_and_not_no_data()
    {
        var answer = Verify(V4, FakeDnsMessage.Addresses(V4, 5, "0.0.0.0", "127.0.0.1"));

        Assert.Equal((LookupReason.Malformed, 2), (answer.Reason, answer.LeftOut.Length));
    }

    private static FakeDnsMessage Chain(int links)
    {
        var message = new FakeDnsMessage(V4);
        for (var i = links; i > 0; i--)
        {
            message.AddAlias(i == 1 ? Name : $"alias{i - 1}.example.", $"alias{i}.example.");
        }

        return message;
    }

    private static FakeDnsMessage Soa(FakeDnsMessage message, string zone, uint ttl, uint minimum)
    {
        message.Authorities.Add(new DnsRecord { Owner = zone, Type = DnsRecordType.Soa, Class = DnsRecord.ClassIn, Ttl = ttl, Minimum = minimum });
        return message;
    }

    [Fact]
    [Trait("rule", "S-28")]
    public void A_part_of_an_answer_is_no_answer_but_what_came_of_it_is_there()
    {
        var answer = Verify(V4, new FakeDnsMessage(V4) { Truncated = true }.AddAlias(Name, "c.example.").Add("c.example.", "10.0.0.2").Add("c.example.", "10.0.0.1").Add("other.example.", "6.6.6.6").Add("c.example.", "127.0.0.1"));

        Assert.Equal((LookupReason.Truncated, true, false, TimeSpan.FromSeconds(5)), (answer.Reason, answer.IsFailure, answer.HasOnlyUnusable, answer.Ttl!.Value));
        Assert.Equal(["10.0.0.1", "10.0.0.2"], Texts(answer));
        Assert.Equal("127.0.0.1", Assert.Single(answer.LeftOut).ToString());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(3, true)]
    [Trait("rule", "S-28")]
    public void A_part_without_records_is_no_no_and_not_lame(int code, bool authoritative) =>
        AssertFails(LookupReason.Truncated, new FakeDnsMessage(V4) { Truncated = true, Code = code, Authoritative = authoritative });

    [Fact]
    [Trait("rule", "S-28")]
    public void A_part_with_nothing_but_addresses_that_nobody_can_have_may_have_lacked_the_others()
    {
        var answer = Verify(V4, new FakeDnsMessage(V4) { Truncated = true }.Add(Name, "0.0.0.0"));

        Assert.Equal((LookupReason.Truncated, false, 0), (answer.Reason, answer.HasOnlyUnusable, answer.AddressCount));
    }

    [Theory]
    [InlineData("other question", LookupReason.Malformed)]
    [InlineData("question back", LookupReason.Malformed)]
    [InlineData("other owners only", LookupReason.Malformed)]
    [InlineData("wrong length", LookupReason.Malformed)]
    [InlineData("alias loop", LookupReason.Malformed)]
    [InlineData("SERVFAIL", LookupReason.ServFail)]
    [Trait("rule", "S-28")]
    public void A_part_of_what_is_no_answer_gives_nothing(string what, LookupReason reason) => AssertFails(reason, what switch
    {
        "other question" => new FakeDnsMessage(V4 with { Name = "evil.example." }) { Truncated = true }.Add(Name, "6.6.6.6"),
        "question back" => new FakeDnsMessage(V4) { Truncated = true, Response = false }.Add(Name, "6.6.6.6"),
        "other owners only" => new FakeDnsMessage(V4) { Truncated = true }.Add("other.example.", "6.6.6.6"),
        "wrong length" => new FakeDnsMessage(V4) { Truncated = true }.Add(Name, "10.0.0.1").Add(Name, "10.0.0.2", dataLength: 5),
        "alias loop" => new FakeDnsMessage(V4) { Truncated = true }.AddAlias(Name, Name).Add(Name, "6.6.6.6"),
        _ => new FakeDnsMessage(V4) { Truncated = true, Code = 2 }.Add(Name, "10.0.0.1"),
    });

    private static void AssertFails(LookupReason reason, DnsMessage message, DnsQuestion? question = null)
    {
        var answer = Verify(question ?? V4, message);
        Assert.Equal(reason, answer.Reason);
        Assert.True(answer.IsFailure);
        Assert.Equal(0, answer.RecordCount);
    }

    private static VerifiedAnswer Verify(DnsQuestion question, DnsMessage message) => AnswerVerifier.Verify(question, message, serverIsLoopback: false);

    private static string[] Addresses(DnsQuestion question, DnsMessage message) => Texts(Verify(question, message));

    private static string[] Texts(VerifiedAnswer answer) => [.. answer.Addresses.Take(answer.AddressCount).Select(address => address.ToString())];
}
