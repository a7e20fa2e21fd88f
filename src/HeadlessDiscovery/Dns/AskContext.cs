using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>What the questions of one look-up share.</summary>
internal sealed class AskContext(ResolverConfiguration configuration, ImmutableArray<IPEndPoint> servers, TimeProvider time)
{
    private TryTrace? last;
    private volatile bool someoneFailed;
    private long endTimestamp;

    public ResolverConfiguration Configuration => configuration;

    /// <summary>The servers in the order of asking.</summary>
    public ImmutableArray<IPEndPoint> Servers => servers;

    /// <summary>Ends the look-up as Unknown.</summary>
    public CancellationToken Deadline { get; init; }

    /// <summary>Ends the look-up as an exception.</summary>
    public CancellationToken Caller { get; init; }

    /// <summary>Whether the look-up's time is over, while the caller still waits.</summary>
    public bool IsOver => Deadline.IsCancellationRequested && !Caller.IsCancellationRequested;

    /// <summary>Whether a second try may start beside a silent first one.</summary>
    public bool Hedge { get; init; } = true;

    /// <summary>Whether TCP is used at once, because the last answer for the pinned name was truncated over UDP.</summary>
    public bool TcpFirst { get; init; }

    /// <summary>Whether a server that was asked so far failed or stayed silent; later negative answers are doubted then.</summary>
    public bool SomeoneFailed
    {
        get => someoneFailed;
        set => someoneFailed = value;
    }

    /// <summary>Whether a UDP answer was truncated.</summary>
    public bool SawTruncation { get; set; }

    public TryTrace Begin(DnsQuestion question, IPEndPoint server)
    {
        var trace = new TryTrace(question, server, time.GetTimestamp());
        do
        {
            trace.Before = Volatile.Read(ref last);
        }
        while (Interlocked.CompareExchange(ref last, trace, trace.Before) != trace.Before);

        return trace;
    }

    /// <summary>The look-up is over: a try that was abandoned took until now, whenever it is read.</summary>
    public void End() => endTimestamp = time.GetTimestamp();

    public ImmutableArray<LookupQuestion> ReadTrace()
    {
        var nowTimestamp = endTimestamp != 0 ? endTimestamp : time.GetTimestamp();
        var read = ImmutableArray.CreateBuilder<LookupQuestion>();
        for (var trace = Volatile.Read(ref last); trace is not null; trace = trace.Before)
        {
            read.Add(trace.Read(time, nowTimestamp));
        }

        read.Reverse();
        return read.DrainToImmutable();
    }
}
