using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>One try while it runs. A try that another one overtook stays "abandoned".</summary>
internal sealed class TryTrace(DnsQuestion question, IPEndPoint server, long startTimestamp)
{
    private volatile Ending? ended;

    public bool HasEnded => ended is not null;

    public string Transport { get; set; } = "udp";

    // The numbers, not the message: the trace of the last look-up is kept, and must not keep a megabyte of records.
    public void End(TimeProvider time, VerifiedAnswer answer, DnsMessage? message) => ended = new Ending(
        answer.Reason, answer.RecordCount, answer.Ttl, message?.ResponseCode, message?.FlagsText() ?? string.Empty, time.GetElapsedTime(startTimestamp));

    /// <summary>The try in the public words; made only when somebody asks.</summary>
    public LookupQuestion Read(TimeProvider time, long nowTimestamp) => ended is { } end
        ? new LookupQuestion
        {
            Name = question.Name,
            Type = question.TypeText,
            Server = server,
            Transport = Transport,
            Result = end.Reason.ToCode() ?? "answer",
            ResponseCode = end.ResponseCode,
            Flags = end.Flags,
            Records = end.Records,
            Ttl = end.Ttl,
            Duration = end.Duration,
        }
        : new LookupQuestion
        {
            Name = question.Name,
            Type = question.TypeText,
            Server = server,
            Transport = Transport,
            Result = "abandoned",
            Duration = time.GetElapsedTime(startTimestamp, nowTimestamp),
        };

    private sealed record Ending(LookupReason Reason, int Records, TimeSpan? Ttl, int? ResponseCode, string Flags, TimeSpan Duration);
}
