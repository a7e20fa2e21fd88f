using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>A reply as a message: its records are read where they are, with the reply's TTL.</summary>
/// <param name="question">What was queried.</param>
/// <param name="reply">The reply.</param>
/// <param name="order">The places of the answers in the reply, in the order of the message; null for all of them in theirs.</param>
/// <param name="additionals">The additional section.</param>
/// <param name="isCut">Whether the message is truncated.</param>
internal sealed class ReplyMessage(DnsQuestion question, Reply reply, ushort[]? order, DnsRecord[] additionals, bool isCut) : DnsMessage
{
    private readonly int count = order?.Length ?? reply.Answers.Length;

    private bool HasSoa => reply.HasSoa && count == 0;

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
        DnsSection.Answer => count,
        DnsSection.Authority => HasSoa ? 1 : 0,
        _ => additionals.Length,
    };

    public override DnsRecordType TypeOf(DnsSection section, int index) => section switch
    {
        DnsSection.Answer => Answer(index).Type,
        DnsSection.Authority => DnsRecordType.Soa,
        _ => additionals[index].Type,
    };

    public override DnsRecord Record(DnsSection section, int index) => section switch
    {
        DnsSection.Answer => Answer(index) with { Ttl = reply.Ttl },
        DnsSection.Authority => new DnsRecord { Owner = reply.SoaZone, Type = DnsRecordType.Soa, Class = DnsRecord.ClassIn, Ttl = reply.Ttl, Minimum = reply.Ttl },
        _ => additionals[index] with { Ttl = reply.Ttl },
    };

    private ref readonly DnsRecord Answer(int index) => ref reply.Answers[order?[index] ?? index];
}
