using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>One try while it runs. A try that another one overtook stays "abandoned".</summary>
internal sealed class TryTrace(DnsQuestion question, IPEndPoint server, long startTimestamp)
{
    private volatile LookupQuestion? ended;

    public bool HasEnded => ended is not null;

    public string Transport { get; set; } = "udp";

    public void End(TimeProvider time, VerifiedAnswer answer, DnsMessage? message) => ended = new LookupQuestion
    {
        Name = question.Name,
        Type = question.TypeText,
        Server = server,
        Transport = Transport,
        Result = answer.Reason.ToCode() ?? "answer",
        ResponseCode = message?.ResponseCode,
        Flags = message is null ? string.Empty : message.FlagsText(),
        Records = answer.RecordCount,
        Ttl = answer.Ttl,
        Duration = time.GetElapsedTime(startTimestamp),
    };

    public LookupQuestion Read(TimeProvider time) => ended ?? new LookupQuestion
    {
        Name = question.Name,
        Type = question.TypeText,
        Server = server,
        Transport = Transport,
        Result = "abandoned",
        Duration = time.GetElapsedTime(startTimestamp),
    };
}
