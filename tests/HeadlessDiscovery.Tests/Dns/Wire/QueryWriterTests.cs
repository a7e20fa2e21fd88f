using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;
using static HeadlessDiscovery.Tests.Support.WireOctets;

namespace HeadlessDiscovery.Tests.Transport.Wire;

public sealed class QueryWriterTests
{
    [Theory]
    [InlineData(DnsRecordType.A, 1)]
    [InlineData(DnsRecordType.Aaaa, 28)]
    [InlineData(DnsRecordType.Srv, 33)]
    public void A_question_is_a_header_with_RD_its_name_type_and_class(object type, int number) => Assert.Equal(
        Join(Header(0x0100, id: 0xBEEF), Question("_Http._tcp.web.shop.svc.cluster.local.", number)),
        Write(new DnsQuestion("_Http._tcp.web.shop.svc.cluster.local.", (DnsRecordType)type), edns: false));

    [Fact]
    public void With_EDNS_it_has_an_OPT_record_that_offers_1232_octets() => Assert.Equal(
        Join(Header(0x0100, additionals: 1, id: 0xBEEF), Question("web."), Record([0], 41, [], ttl: 0, recordClass: 1232)),
        Write(new DnsQuestion("web.", DnsRecordType.A), edns: true));

    [Fact]
    public void The_longest_name_fits()
    {
        var name = string.Concat(Enumerable.Repeat("a.", 127));

        Assert.Equal(QueryWriter.MostOctets, Write(new DnsQuestion(name, DnsRecordType.A), edns: true)!.Length);
    }

    [Fact]
    public void A_name_that_is_none_is_not_written() => Assert.Null(Write(new DnsQuestion("a..b.", DnsRecordType.A), edns: true));

    private static byte[]? Write(DnsQuestion question, bool edns)
    {
        // What was there before must not shine through.
        var octets = Enumerable.Repeat((byte)0xAA, QueryWriter.MostOctets).ToArray();
        return QueryWriter.TryWrite(octets, 0xBEEF, question, edns, out var length) ? octets[..length] : null;
    }
}
