using HeadlessDiscovery.Testing.Faults;

namespace HeadlessDiscovery.Testing;

/// <content>Correct answers that arrive late, twice, or never.</content>
public sealed partial class DnsFaults
{
    private static readonly TimeSpan DefaultEcho = TimeSpan.FromMilliseconds(50);

    /// <summary>No answer; a TCP connection remains open.</summary>
    /// <returns>The fault.</returns>
    public DnsFault Drop() => Set(new FaultEffect(nameof(Drop)) { OverUdp = Delivery.Silence, OverTcp = Delivery.Silence });

    /// <summary>The correct answer, delayed.</summary>
    /// <param name="delay">The delay, by the server's clock.</param>
    /// <returns>The fault.</returns>
    public DnsFault Delay(TimeSpan delay)
    {
        var late = new Delivery { Delay = delay };
        return Set(new FaultEffect(nameof(Delay)) { OverUdp = late, OverTcp = late });
    }

    /// <summary>The correct answer, sent twice over UDP.</summary>
    /// <param name="after">The time between the two, by the server's clock; <see langword="null"/> for 50 ms.</param>
    /// <returns>The fault.</returns>
    public DnsFault Duplicate(TimeSpan? after = null) => Set(new FaultEffect(nameof(Duplicate))
    {
        OverUdp = new Delivery { AgainAfter = after ?? DefaultEcho },
        Matches = IsUdp,
    });

    /// <summary>The correct answer over TCP, with its length prefix sent byte by byte.</summary>
    /// <returns>The fault.</returns>
    public DnsFault SplitTcpPrefix() => Set(new FaultEffect(nameof(SplitTcpPrefix))
    {
        OverTcp = new Delivery { SplitsPrefix = true },
        Matches = static q => !IsUdp(q),
    });

    /// <summary>Truncated over UDP, with half of the records; complete over TCP.</summary>
    /// <returns>The fault.</returns>
    public DnsFault Truncate() => Set(new FaultEffect(nameof(Truncate)) { Message = (_, r) => RecordFaults.Truncated(r), Matches = IsUdp });

    /// <summary>Truncated over UDP; the TCP connection is reset as soon as the query arrives.</summary>
    /// <returns>The fault.</returns>
    public DnsFault TruncateAndRefuseTcp() => TruncateAnd(nameof(TruncateAndRefuseTcp), Faults.Delivery.Close);

    /// <summary>Truncated over UDP; TCP accepts the connection and never answers.</summary>
    /// <returns>The fault.</returns>
    public DnsFault TruncateAndStallTcp() => TruncateAnd(nameof(TruncateAndStallTcp), Faults.Delivery.Silence);

    /// <summary>Truncated over UDP and TCP, with half of the records.</summary>
    /// <returns>The fault.</returns>
    public DnsFault TruncateBoth() => TruncateAnd(nameof(TruncateBoth), Faults.Delivery.Normal);

    private DnsFault TruncateAnd(string name, Delivery overTcp) => Set(new FaultEffect(name)
    {
        Message = (_, r) => RecordFaults.Truncated(r),
        OverTcp = overTcp,
        CountsEachTransport = true,
    });

    private static bool IsUdp(AskedQuestion question) => question.Transport == "udp";
}
