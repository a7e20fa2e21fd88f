using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Dns;

/// <summary>One try while it runs. A try that another one overtook stays "abandoned".</summary>
internal sealed class TryTrace(DnsQuestion question, IPEndPoint server, TimeProvider time) : WireTimes(time)
{
    private const short None = -1;

    // The numbers, not the message: the trace of the last lookup is kept, and must not keep a megabyte of records.
    private LookupReason reason;
    private int records;
    private long ttlTicks = None;
    private short responseCode = None;
    private string flags = string.Empty;
    private long endTimestamp;
    private SocketError? socketError;
    private volatile bool hasEnded;

    /// <summary>The try of this lookup that began before this one.</summary>
    public TryTrace? Before { get; set; }

    public bool OverTcp { get; set; }

    /// <summary>When the reply arrived, or when its absence was certain; null while the try runs.</summary>
    public long? EndTimestamp => hasEnded ? endTimestamp : null;

    /// <summary>For how long the query has been away: a reply that does not fit is none.</summary>
    public TimeSpan Waited => Time.GetElapsedTime(StartTimestamp);

    public void End(VerifiedAnswer verified, DnsMessage? read, Exception? error)
    {
        reason = verified.Reason;
        records = verified.RecordCount;
        ttlTicks = verified.Ttl?.Ticks ?? None;
        responseCode = (short)(read?.ResponseCode ?? None);
        flags = read?.FlagsText() ?? string.Empty;
        endTimestamp = (read is null && error is null ? null : ArrivedTimestamp) ?? Time.GetTimestamp();
        socketError = (error as SocketException)?.SocketErrorCode;
        hasEnded = true;
    }

    /// <summary>The try in the public words; made only when it is read.</summary>
    public LookupQuestion Read(long nowTimestamp) => hasEnded
        ? new LookupQuestion
        {
            Name = question.Name,
            Type = question.TypeText,
            Server = server,
            Transport = OverTcp ? "tcp" : "udp",
            Result = reason.ToCode() ?? "answer",
            SocketError = socketError,
            ResponseCode = responseCode == None ? null : responseCode,
            Flags = flags,
            Records = records,
            Ttl = ttlTicks == None ? null : new TimeSpan(ttlTicks),
            Duration = Time.GetElapsedTime(StartTimestamp, endTimestamp),
        }
        : new LookupQuestion
        {
            Name = question.Name,
            Type = question.TypeText,
            Server = server,
            Transport = OverTcp ? "tcp" : "udp",
            Result = "abandoned",
            Duration = Time.GetElapsedTime(StartTimestamp, nowTimestamp),
        };
}
