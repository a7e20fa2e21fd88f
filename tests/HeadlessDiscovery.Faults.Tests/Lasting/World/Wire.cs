using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>Puts replies into messages, cut to what fits.</summary>
internal static class Wire
{
    private const int Udp = 1232;
    private const int UdpWithoutEdns = 512;
    private const int Tcp = 65535;
    private const int Header = 60;

    private static readonly ushort[] Places = [.. Enumerable.Range(0, ushort.MaxValue).Select(static place => (ushort)place)];

    public static DnsExchange Send(DnsQuestion question, Reply reply, DnsExchangeOptions options, Random random)
    {
        var size = Header + Sum(reply.Answers) + Sum(reply.Additionals);
        if (!options.Tcp && size > (options.Edns ? Udp : UdpWithoutEdns))
        {
            return DnsExchange.Failed(LookupReason.Truncated);
        }

        var isCut = size > Tcp;
        ushort[]? order = null;
        if (isCut || reply.IsShuffled)
        {
            // The places, not the records: those of a large service take longer to move.
            order = Places.AsSpan(0, reply.Answers.Length).ToArray();
            random.Shuffle(order);
            order = isCut ? order[..Fitting(reply.Answers, reply.Additionals)] : order;
        }

        var glue = reply.Additionals;
        if (isCut && glue.Length > 0)
        {
            var targets = order!.Select(place => reply.Answers[place].Target).ToHashSet();
            glue = [.. glue.Where(record => targets.Contains(record.Owner))];
        }

        return DnsExchange.Of(new ReplyMessage(question, reply, order, glue, isCut));
    }

    // CoreDNS does not compress SRV targets: 935 endpoints with their glue fill 64 KiB, where 4,092 A records do.
    private static int Sum(DnsRecord[] records) => records.Length == 0 ? 0 : records.Length * SizeOf(records[0]);

    private static int Fitting(DnsRecord[] answers, DnsRecord[] glue)
    {
        var one = SizeOf(answers[0]) + (glue.Length == 0 ? 0 : SizeOf(glue[0]));
        return (Tcp - Header) / one;
    }

    private static int SizeOf(DnsRecord record) => record.Type switch
    {
        DnsRecordType.A => 16,
        DnsRecordType.Aaaa => 28,
        DnsRecordType.Srv => 54,
        _ => 40,
    };
}
