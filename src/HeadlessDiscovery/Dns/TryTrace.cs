using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>One try while it runs. A try that another one overtook stays "abandoned".</summary>
internal sealed class TryTrace(DnsQuestion question, IPEndPoint server, long startTimestamp)
{
    private VerifiedAnswer? answer;
    private DnsMessage? message;
    private TimeSpan duration;
    private volatile bool hasEnded;

    /// <summary>The try of this look-up that began before this one.</summary>
    public TryTrace? Before { get; set; }

    public bool OverTcp { get; set; }

    public TimeSpan Elapsed(TimeProvider time) => time.GetElapsedTime(startTimestamp);

    public void End(TimeProvider time, VerifiedAnswer verified, DnsMessage? read)
    {
        answer = verified;
        message = read;
        duration = Elapsed(time);
        hasEnded = true;
    }

    /// <summary>The try in the public words; made only when somebody asks.</summary>
    public LookupQuestion Read(TimeProvider time) => hasEnded
        ? new LookupQuestion
        {
            Name = question.Name,
            Type = question.TypeText,
            Server = server,
            Transport = OverTcp ? "tcp" : "udp",
            Result = answer!.Reason.ToCode() ?? "answer",
            ResponseCode = message?.ResponseCode,
            Flags = message?.FlagsText() ?? string.Empty,
            Records = answer.RecordCount,
            Ttl = answer.Ttl,
            Duration = duration,
        }
        : new LookupQuestion
        {
            Name = question.Name,
            Type = question.TypeText,
            Server = server,
            Transport = OverTcp ? "tcp" : "udp",
            Result = "abandoned",
            Duration = Elapsed(time),
        };
}
