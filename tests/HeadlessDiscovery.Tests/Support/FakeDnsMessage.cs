using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>A message made by hand, as a server might send it.</summary>
internal sealed class FakeDnsMessage(DnsQuestion question) : DnsMessage
{
    public override bool IsResponse => Response;

    public override bool IsQueryOperation => QueryOperation;

    public override bool IsAuthoritative => Authoritative;

    public override bool IsTruncated => Truncated;

    public override bool IsRecursionDesired => true;

    public override bool IsRecursionAvailable => RecursionAvailable;

    public override int ResponseCode => Code;

    public override int QuestionCount => Questions;

    public bool Response { get; init; } = true;

    public bool QueryOperation { get; init; } = true;

    public bool Authoritative { get; init; } = true;

    public bool RecursionAvailable { get; init; }

    public bool Truncated { get; init; }

    public int Code { get; init; }

    public int Questions { get; init; } = 1;

    public List<DnsRecord> Answers { get; } = [];

    public List<DnsRecord> Authorities { get; } = [];

    public List<DnsRecord> Additionals { get; } = [];

    public static FakeDnsMessage Addresses(DnsQuestion question, uint ttl, params string[] addresses)
    {
        var message = new FakeDnsMessage(question);
        foreach (var address in addresses)
        {
            message.Add(question.Name, address, ttl);
        }

        return message;
    }

    public static FakeDnsMessage Negative(DnsQuestion question, int code, uint? ttl = 5)
    {
        var message = new FakeDnsMessage(question) { Code = code };
        if (ttl is { } seconds)
        {
            message.AddStart(ZoneOf(question.Name), seconds);
        }

        return message;
    }

    /// <summary>Adds the SOA record of a zone to the authority section.</summary>
    public FakeDnsMessage AddStart(string zone, uint ttl = 5)
    {
        Authorities.Add(new DnsRecord { Owner = zone, Type = DnsRecordType.Soa, Class = DnsRecord.ClassIn, Ttl = ttl, Minimum = ttl });
        return this;
    }

    public FakeDnsMessage Add(string owner, string address, uint ttl = 5, ushort recordClass = DnsRecord.ClassIn, int? dataLength = null)
    {
        Answers.Add(AddressRecord(owner, address, ttl, recordClass, dataLength));
        return this;
    }

    public FakeDnsMessage AddAlias(string owner, string target, uint ttl = 5)
    {
        Answers.Add(new DnsRecord { Owner = owner, Type = DnsRecordType.Cname, Class = DnsRecord.ClassIn, Ttl = ttl, Target = target });
        return this;
    }

    public FakeDnsMessage AddService(string owner, string target, ushort port, uint ttl = 5, string? glue = null)
    {
        Answers.Add(new DnsRecord { Owner = owner, Type = DnsRecordType.Srv, Class = DnsRecord.ClassIn, Ttl = ttl, Target = target, Port = port });
        if (glue is not null)
        {
            Additionals.Add(AddressRecord(target, glue, ttl, DnsRecord.ClassIn, null));
        }

        return this;
    }

    public override bool IsQuestion(int index, DnsQuestion asked) =>
        asked.Type == question.Type && string.Equals(asked.Name, question.Name, StringComparison.OrdinalIgnoreCase);

    public override int Count(DnsSection section) => Section(section).Count;

    public override DnsRecordType TypeOf(DnsSection section, int index) => Section(section)[index].Type;

    public override DnsRecord Record(DnsSection section, int index) => Section(section)[index];

    private static DnsRecord AddressRecord(string owner, string address, uint ttl, ushort recordClass, int? dataLength)
    {
        var parsed = IPAddress.Parse(address);
        var length = parsed.GetAddressBytes().Length;
        return new DnsRecord
        {
            Owner = owner,
            Type = length == 4 ? DnsRecordType.A : DnsRecordType.Aaaa,
            Class = recordClass,
            Ttl = ttl,
            Address = parsed,
            DataLength = dataLength ?? length,
        };
    }

    private List<DnsRecord> Section(DnsSection section) => section switch
    {
        DnsSection.Answer => Answers,
        DnsSection.Authority => Authorities,
        _ => Additionals,
    };

    // What is behind "svc", as in a cluster; else the last two labels.
    private static string ZoneOf(string name)
    {
        const string Services = ".svc.";
        var services = name.IndexOf(Services, StringComparison.OrdinalIgnoreCase);
        return services >= 0 ? name[(services + Services.Length)..] : string.Join('.', name.Split('.').TakeLast(3));
    }
}
