using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>One try while it runs. A try that another one overtook stays "abandoned".</summary>
internal sealed class TryTrace(DnsQuestion question, IPEndPoint server, long startTimestamp)
{
    private const short None = -1;

    // The numbers, not the message: the trace of the last lookup is kept, and must not keep a megabyte of records.
    private LookupReason reason;
    private int records;
    private long ttlTicks = None;
    private short responseCode = None;
    private string flags = string.Empty;
    private TimeSpan duration;
    private volatile bool hasEnded;

    /// <summary>The try of this lookup that began before this one.</summary>
    public TryTrace? Before { get; set; }

    public bool OverTcp { get; set; }

    public TimeSpan Elapsed(TimeProvider time) => time.GetElapsedTime(startTimestamp);

    public void End(TimeProvider time, VerifiedAnswer verified, DnsMessage? read)
    {
        reason = verified.Reason;
        records = verified.RecordCount;
        ttlTicks = verified.Ttl?.Ticks ?? None;
        responseCode = (short)(read?.ResponseCode ?? None);
        flags = read?.FlagsText() ?? string.Empty;
        duration = Elapsed(time);
        hasEnded = true;
    }

    /// <summary>The try in the public words; made only when somebody asks.</summary>
    public LookupQuestion Read(TimeProvider time, long nowTimestamp) => hasEnded
        ? new LookupQuestion
        {
            Name = question.Name,
            Type = question.TypeText,
            Server = server,
            Transport = OverTcp ? "tcp" : "udp",
            Result = reason.ToCode() ?? "answer",
            ResponseCode = responseCode == None ? null : responseCode,
            Flags = flags,
            Records = records,
            Ttl = ttlTicks == None ? null : new TimeSpan(ttlTicks),
            Duration = duration,
        }
        : new LookupQuestion
        {
            Name = question.Name,
            Type = question.TypeText,
            Server = server,
            Transport = OverTcp ? "tcp" : "udp",
            Result = "abandoned",
            Duration = time.GetElapsedTime(startTimestamp, nowTimestamp),
        };
}
