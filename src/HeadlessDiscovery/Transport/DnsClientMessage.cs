using DnsClient;
using DnsClient.Protocol;
using DnsClient.Protocol.Options;
using HeadlessDiscovery.Dns;
using DnsQuestion = HeadlessDiscovery.Dns.DnsQuestion;

namespace HeadlessDiscovery.Transport;

/// <summary>A message that DnsClient read, seen through our own words.</summary>
internal sealed class DnsClientMessage(IDnsQueryResponse response) : DnsMessage
{
    public override bool IsResponse => response.Header.HasQuery;

    public override bool IsQueryOperation => response.Header.OPCode == DnsOpCode.Query;

    public override bool IsAuthoritative => response.Header.HasAuthorityAnswer;

    public override bool IsTruncated => response.Header.ResultTruncated;

    public override bool IsRecursionDesired => response.Header.RecursionDesired;

    public override bool IsRecursionAvailable => response.Header.RecursionAvailable;

    public override int ResponseCode => (int)response.Header.ResponseCode | ExtendedResponseCode();

    public override int QuestionCount => response.Questions.Count;

    public override bool IsQuestion(int index, DnsQuestion question)
    {
        var asked = response.Questions[index];
        return (ushort)asked.QuestionType == (ushort)question.Type
            && asked.QuestionClass == QueryClass.IN
            && string.Equals(Rooted(asked.QueryName.Original), question.Name, StringComparison.OrdinalIgnoreCase);
    }

    public override int Count(DnsSection section) => Records(section).Count;

    public override DnsRecordType TypeOf(DnsSection section, int index) => (DnsRecordType)(ushort)Records(section)[index].RecordType;

    public override DnsRecord Record(DnsSection section, int index)
    {
        var record = Records(section)[index];
        return new DnsRecord
        {
            Owner = Rooted(record.DomainName.Original),
            Type = (DnsRecordType)(ushort)record.RecordType,
            Class = (ushort)record.RecordClass,
            Ttl = unchecked((uint)record.InitialTimeToLive),
            DataLength = record.RawDataLength,
            Address = (record as AddressRecord)?.Address,
            Target = record switch
            {
                CNameRecord alias => Rooted(alias.CanonicalName.Value),
                SrvRecord service => Rooted(service.Target.Value),
                _ => null,
            },
            Port = (record as SrvRecord)?.Port ?? 0,
            Minimum = (record as SoaRecord)?.Minimum ?? 0,
        };
    }

    // What the wire said is Original in a question and an owner, whose Value has international names decoded; in a target it is the other way round.
    private static string Rooted(string name) => name.EndsWith('.') ? name : name + ".";

    private IReadOnlyList<DnsResourceRecord> Records(DnsSection section) => section switch
    {
        DnsSection.Answer => response.Answers,
        DnsSection.Authority => response.Authorities,
        _ => response.Additionals,
    };

    private int ExtendedResponseCode()
    {
        foreach (var record in response.Additionals)
        {
            if (record is OptRecord option)
            {
                return (int)option.ResponseCodeEx;
            }
        }

        return 0;
    }
}
