using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>A reply as a message: its records are read where they are, with the reply's TTL.</summary>
internal sealed class ReplyMessage(DnsQuestion question, Reply reply, DnsRecord[] answers, DnsRecord[] additionals, bool isCut) : DnsMessage
{
    private readonly bool hasSoa = reply.HasSoa && answers.Length == 0;

    public override bool IsResponse => true;

    public override bool IsQueryOperation => true;

    public override bool IsAuthoritative => reply.IsAuthoritative;

    public override bool IsTruncated => isCut;

    public override bool IsRecursionDesired => true;

    public override bool IsRecursionAvailable => reply.IsRecursionAvailable;

    public override int ResponseCode => reply.Code;

    public override int QuestionCount => 1;

    public override bool IsQuestion(int index, DnsQuestion asked) =>
        asked.Type == question.Type && string.Equals(asked.Name, question.Name, StringComparison.OrdinalIgnoreCase);

    public override int Count(DnsSection section) => section switch
    {
        DnsSection.Answer => answers.Length,
        DnsSection.Authority => hasSoa ? 1 : 0,
        _ => additionals.Length,
    };

    public override DnsRecordType TypeOf(DnsSection section, int index) => section switch
    {
        DnsSection.Answer => answers[index].Type,
        DnsSection.Authority => DnsRecordType.Soa,
        _ => additionals[index].Type,
    };

    public override DnsRecord Record(DnsSection section, int index) => section switch
    {
        DnsSection.Answer => answers[index] with { Ttl = reply.Ttl },
        DnsSection.Authority => new DnsRecord { Owner = Names.Zone, Type = DnsRecordType.Soa, Class = DnsRecord.ClassIn, Ttl = reply.Ttl, Minimum = reply.Ttl },
        _ => additionals[index] with { Ttl = reply.Ttl },
    };
}
