using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>One try while it runs. A try that another one overtook stays "abandoned".</summary>
internal sealed class TryTrace(DnsQuestion question, IPEndPoint server, long startTimestamp)
{
    private volatile Ending? ended;

    public bool HasEnded => ended is not null;

    public string Transport { get; set; } = "udp";

    public void End(TimeProvider time, VerifiedAnswer answer, DnsMessage? message) => ended = new Ending(answer, message, time.GetElapsedTime(startTimestamp));

    /// <summary>The try in the public words; made only when somebody asks.</summary>
    public LookupQuestion Read(TimeProvider time) => ended is { } end
        ? new LookupQuestion
        {
            Name = question.Name,
            Type = question.TypeText,
            Server = server,
            Transport = Transport,
            Result = end.Answer.Reason.ToCode() ?? "answer",
            ResponseCode = end.Message?.ResponseCode,
            Flags = end.Message?.FlagsText() ?? string.Empty,
            Records = end.Answer.RecordCount,
            Ttl = end.Answer.Ttl,
            Duration = end.Duration,
        }
        : new LookupQuestion
        {
            Name = question.Name,
            Type = question.TypeText,
            Server = server,
            Transport = Transport,
            Result = "abandoned",
            Duration = time.GetElapsedTime(startTimestamp),
        };

    private sealed record Ending(VerifiedAnswer Answer, DnsMessage? Message, TimeSpan Duration);
}
