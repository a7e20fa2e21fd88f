using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;
using static HeadlessDiscovery.Tests.Support.WireOctets;

namespace HeadlessDiscovery.Tests.Transport.Wire;

/// <summary>What the reader makes of messages as servers write them (RFC 1035, 2782, 6891).</summary>
public sealed class WireMessageTests
{
    private const string Web = "web.shop.svc.cluster.local.";

    [Theory]
    [InlineData(0x8000, true, true, false, false, false, false, 0)]
    [InlineData(0x0000, false, true, false, false, false, false, 0)]
    [InlineData(0x8400, true, true, true, false, false, false, 0)]
    [InlineData(0x8600, true, true, true, true, false, false, 0)]
    [InlineData(0x8503, true, true, true, false, true, false, 3)]
    [InlineData(0x8182, true, true, false, false, true, true, 2)]
    [InlineData(0xA000, true, false, false, false, false, false, 0)]
    [InlineData(0x880F, true, false, false, false, false, false, 15)]
    public void The_header_is_read_bit_by_bit(int flags, bool response, bool query, bool authoritative, bool truncated, bool desired, bool available, int code)
    {
        var message = Read([.. Header(flags), .. Question(Web)]);

        Assert.Equal(
            (response, query, authoritative, truncated, desired, available, code),
            (message.IsResponse, message.IsQueryOperation, message.IsAuthoritative, message.IsTruncated, message.IsRecursionDesired, message.IsRecursionAvailable, message.ResponseCode));
    }

    [Fact]
    public void Addresses_of_both_families_are_read_with_their_fields()
    {
        var message = Read(Join(
            Header(answers: 2),
            Question(Web),
            Record(Asked, 1, [10, 1, 0, 3], ttl: 0x80000005),
            Record(Name("Other.Example."), 28, [0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9], ttl: 30)));

        var (v4, v6) = (message.Record(DnsSection.Answer, 0), message.Record(DnsSection.Answer, 1));
        Assert.Equal((2, 0, 0), (message.Count(DnsSection.Answer), message.Count(DnsSection.Authority), message.Count(DnsSection.Additional)));
        Assert.Equal((Web, DnsRecordType.A, 1, 0x80000005u, 4, "10.1.0.3"), (v4.Owner, v4.Type, v4.Class, v4.Ttl, v4.DataLength, v4.Address!.ToString()));
        Assert.Equal(("Other.Example.", DnsRecordType.Aaaa, 1, 30u, 16, "fd00::9"), (v6.Owner, v6.Type, v6.Class, v6.Ttl, v6.DataLength, v6.Address!.ToString()));
    }

    [Fact]
    public void Aliases_services_authorities_and_options_are_read_with_their_fields()
    {
        var end = 12 + Question(Web).Length;
        var message = Read(Join(
            Header(0x8403, answers: 2, authorities: 1, additionals: 2),
            Question(Web),
            Record(Asked, 5, [1, (byte)'c', 0xC0, 16]),
            Record(Asked, 33, [0, 7, 0, 9, 0x13, 0x88, .. Name("web-0.")]),
            Record([0], 6, [.. Name("ns."), .. Name("mail."), .. Four(1), .. Four(2), .. Four(3), .. Four(4), .. Four(17)]),
            Record([0xC0, (byte)end], 1, [10, 1, 0, 3]),
            Record([0], 41, [], ttl: 0x01008000, recordClass: 1232)));

        Assert.Equal("c.shop.svc.cluster.local.", message.Record(DnsSection.Answer, 0).Target);
        Assert.Equal(("web-0.", 5000), (message.Record(DnsSection.Answer, 1).Target, message.Record(DnsSection.Answer, 1).Port));
        Assert.Equal((".", 17u), (message.Record(DnsSection.Authority, 0).Owner, message.Record(DnsSection.Authority, 0).Minimum));
        Assert.Equal(Web, message.Record(DnsSection.Additional, 0).Owner);
        Assert.Equal((DnsRecordType.Opt, 1232), (message.TypeOf(DnsSection.Additional, 1), message.Record(DnsSection.Additional, 1).Class));
        Assert.Equal(0x13, message.ResponseCode);
    }

    [Fact]
    public void Records_are_read_in_any_order_and_none_beyond_the_last()
    {
        var records = Enumerable.Range(0, 50).Select(n => Record(Asked, 1, [10, 1, 0, (byte)n])).ToArray();
        var message = Read(Join(Header(answers: 40, authorities: 0, additionals: 10), Question(Web), Join(records)));

        foreach (var index in (int[])[39, 0, 17, 17, 18, 16, 39])
        {
            Assert.Equal($"10.1.0.{index}", message.Record(DnsSection.Answer, index).Address!.ToString());
            Assert.Equal($"10.1.0.{40 + (index % 10)}", message.Record(DnsSection.Additional, index % 10).Address!.ToString());
        }

        foreach (var index in (int[])[39, 0, 17, 17, 18, 16, 39])
        {
            Assert.Equal($"10.1.0.{index}", message.Record(DnsSection.Answer, index).Address!.ToString());
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => message.Record(DnsSection.Answer, 40));
        Assert.Throws<ArgumentOutOfRangeException>(() => message.Record(DnsSection.Authority, 0));
    }

    [Theory]
    [InlineData(Web, 1, 1, true)]
    [InlineData("WEB.shop.svc.cluster.LOCAL.", 1, 1, true)]
    [InlineData("wab.shop.svc.cluster.local.", 1, 1, false)]
    [InlineData("web.shop.svc.cluster.local.local.", 1, 1, false)]
    [InlineData(Web, 28, 1, false)]
    [InlineData(Web, 1, 3, false)]
    public void The_question_is_compared_by_name_type_and_class(string name, int type, int questionClass, bool same) =>
        Assert.Equal(same, Read([.. Header(), .. Question(name, type, questionClass)]).IsQuestion(0, new DnsQuestion(Web, DnsRecordType.A)));

    [Fact]
    public void A_second_question_is_read_too()
    {
        var message = Read([.. Header(questions: 2), .. Question("evil.example."), .. Question(Web)]);

        Assert.Equal((2, false, true), (message.QuestionCount, message.IsQuestion(0, new DnsQuestion(Web, DnsRecordType.A)), message.IsQuestion(1, new DnsQuestion(Web, DnsRecordType.A))));
    }

    [Fact]
    public void A_thousand_owners_are_one_text_written_as_a_pointer_or_in_full()
    {
        var records = Enumerable.Range(0, 1000).Select(n => Record(n % 2 == 0 ? Asked : Name(Web), 16, [])).ToArray();
        var asked = new string(Web);
        var message = WireMessage.Read(Join(Header(answers: 1000), Question(Web), Join(records)), asked)!;
        Assert.Same(asked, message.Record(DnsSection.Answer, 1).Owner);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(ReferenceEquals(asked, message.Record(DnsSection.Answer, i).Owner));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Records_behind_an_alias_share_the_text_of_its_target()
    {
        var target = 12 + Question(Web).Length + 12;
        byte[] pointer = [0xC0, (byte)target];
        var message = Read(Join(Header(answers: 3), Question(Web), Record(Asked, 5, Name("c.example.")), Record(pointer, 1, [10, 1, 0, 1]), Record(pointer, 1, [10, 1, 0, 2])));

        Assert.Equal("c.example.", message.Record(DnsSection.Answer, 1).Owner);
        Assert.Same(message.Record(DnsSection.Answer, 1).Owner, message.Record(DnsSection.Answer, 2).Owner);
    }

    [Fact]
    public void A_message_may_end_with_a_pointer() =>
        Assert.Equal(Web, Read(Join(Header(answers: 1), Question(Web), Record(Name("alias."), 5, Asked))).Record(DnsSection.Answer, 0).Target);

    [Fact]
    public void Octets_after_the_last_record_belong_to_none()
    {
        var message = Read(Join(Header(answers: 1), Question(Web), Record(Asked, 1, [10, 1, 0, 1]), Record(Asked, 1, [6, 6, 6, 6])));

        Assert.Equal(1, message.Count(DnsSection.Answer));
        Assert.Equal(0, message.Count(DnsSection.Additional));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(1, 5)]
    [InlineData(1, 16)]
    [InlineData(28, 4)]
    [InlineData(28, 0)]
    public void An_address_of_a_wrong_length_is_none_and_says_its_length(int type, int length)
    {
        var record = Read(Join(Header(answers: 1), Question(Web), Record(Asked, type, new byte[length]))).Record(DnsSection.Answer, 0);

        Assert.Equal((null, length), (record.Address, record.DataLength));
    }

    [Fact]
    public void Data_of_another_class_is_not_read()
    {
        var message = Read(Join(Header(answers: 3), Question(Web), Record(Asked, 1, [6, 6, 6, 6], recordClass: 3), Record(Asked, 5, [0xC0], recordClass: 3), Record(Asked, 33, [], recordClass: 3)));

        Assert.Null(message.Record(DnsSection.Answer, 0).Address);
        Assert.Null(message.Record(DnsSection.Answer, 1).Target);
        Assert.Null(message.Record(DnsSection.Answer, 2).Target);
    }

    private static WireMessage Read(byte[] octets) => WireMessage.Read(octets, Web) ?? throw new InvalidOperationException("No message.");
}
