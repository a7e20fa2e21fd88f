using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Dns;

/// <summary>What the questions of one lookup share.</summary>
internal sealed class AskContext(ResolverConfiguration configuration, ImmutableArray<IPEndPoint> servers, TimeProvider time)
{
    private TryTrace? last;
    private ILookup<string, IPAddress>? knownHosts;
    private ImmutableArray<IPEndPoint> failed = [];
    private ImmutableArray<DnsQuestion> truncated = [];
    private long endTimestamp;
    private int tries;

    public ResolverConfiguration Configuration => configuration;

    /// <summary>The servers in the order of asking.</summary>
    public ImmutableArray<IPEndPoint> Servers => servers;

    /// <summary>Ends the lookup as Unknown.</summary>
    public CancellationToken Deadline { get; set; }

    /// <summary>Ends the lookup as an exception.</summary>
    public CancellationToken Caller { get; init; }

    /// <summary>Whether the lookup's time is over, while the caller still waits.</summary>
    public bool IsOver => Deadline.IsCancellationRequested && !Caller.IsCancellationRequested;

    /// <summary>Whether a second try may start beside a silent first one.</summary>
    public bool Hedge { get; init; } = true;

    /// <summary>Whether TCP is used at once, because the last answer for the pinned name was truncated over UDP.</summary>
    public bool TcpFirst { get; init; }

    /// <summary>The names that share the zone of the candidates: a server that knows one of them may deny the others.</summary>
    public ImmutableArray<string> Candidates { get; init; } = [];

    /// <summary>The names that the cluster-suffix rule left out: an alias that ends at one is not followed to a peer.</summary>
    public ImmutableArray<string> LeftOutNames { get; init; } = [];

    /// <summary>The cluster zones of the search list, without trailing dots: a server that proves a denial by the SOA of one has that zone.</summary>
    public ImmutableArray<string> ClusterZones { get; init; } = [];

    /// <summary>Whether the server that answers showed that it has the cluster's zone. Another one answers only after a failure, and may deny nothing then.</summary>
    public bool HasZone { get; set; }

    /// <summary>The cluster zone that a fully qualified name is in; null where it is in none.</summary>
    public string? ClusterZoneOf(string name)
    {
        foreach (var zone in ClusterZones)
        {
            if (ClusterZone.Contains(zone, name.AsSpan().TrimEnd('.')))
            {
                return zone;
            }
        }

        return null;
    }

    /// <summary>The peers so far: an answer that lacks one of them waits for a server that was queried before.</summary>
    public ImmutableArray<Peer> Known { get; init; } = [];

    /// <summary>The addresses under which a host is known.</summary>
    public IEnumerable<IPAddress> KnownOf(string host) => (knownHosts ??= Known
        .Where(static peer => peer.HostName is not null)
        .ToLookup(static peer => peer.HostName!, static peer => peer.Address, StringComparer.OrdinalIgnoreCase))[host.TrimEnd('.')];

    /// <summary>How many tries were begun.</summary>
    public int Tries => Volatile.Read(ref tries);

    /// <summary>Whether a UDP answer was truncated.</summary>
    public bool SawTruncation => !truncated.IsEmpty;

    /// <summary>The same servers, and who failed, for queries beside the lookup, which its account does not list.</summary>
    public AskContext Beside(CancellationToken deadline, CancellationToken caller) =>
        new(configuration, servers, time) { Deadline = deadline, Caller = caller, Hedge = Hedge, Candidates = Candidates, ClusterZones = ClusterZones, failed = failed };

    /// <summary>Remembers that a server failed or stayed silent in this lookup.</summary>
    public void Failed(IPEndPoint server) => ImmutableInterlocked.Update(ref failed, static (servers, one) => servers.Contains(one) ? servers : servers.Add(one), server);

    /// <summary>Remembers that the UDP answer to a query was truncated.</summary>
    public void Truncated(DnsQuestion question) => ImmutableInterlocked.Update(ref truncated, static (questions, one) => questions.Add(one), question);

    /// <summary>Whether a query was answered, and only did not fit.</summary>
    public bool WasTruncated(DnsQuestion question) => !truncated.IsEmpty && truncated.Contains(question);

    /// <summary>Whether another server failed in this lookup: a second try at the same one changes nothing about who speaks.</summary>
    public bool AnotherFailed(IPEndPoint server)
    {
        foreach (var one in failed)
        {
            if (!one.Equals(server))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an answer lacks a known peer of its family.</summary>
    public bool LacksAnyone(DnsQuestion question, VerifiedAnswer answer)
    {
        if (question.Type == DnsRecordType.Srv)
        {
            return !Known.IsEmpty;
        }

        // Both are sorted: side by side.
        var family = PeerAddress.FamilyOf(question.Type);
        var next = 0;
        foreach (var peer in Known)
        {
            if (peer.Address.AddressFamily != family)
            {
                continue;
            }

            var order = -1;
            while (next < answer.AddressCount && (order = AddressOrder.Compare(answer.Addresses[next], peer.Address)) < 0)
            {
                next++;
            }

            if (order != 0)
            {
                return true;
            }
        }

        return false;
    }

    // Until when a try counts that has not ended.
    private long NowTimestamp => endTimestamp != 0 ? endTimestamp : time.GetTimestamp();

    public TryTrace Begin(DnsQuestion question, IPEndPoint server)
    {
        Interlocked.Increment(ref tries);
        var trace = new TryTrace(question, server, time);
        do
        {
            trace.Before = Volatile.Read(ref last);
        }
        while (Interlocked.CompareExchange(ref last, trace, trace.Before) != trace.Before);

        return trace;
    }

    /// <summary>The lookup is over: a try that was abandoned took until now, whenever it is read.</summary>
    public void End()
    {
        endTimestamp = time.GetTimestamp();

        // What is kept of the last lookup must not keep the source of its deadline.
        Deadline = default;
    }

    /// <summary>From the departure of the first query to the arrival of the last reply, or to the end of the wait for one that did not come; null where no query was made.</summary>
    public TimeSpan? ReadDuration()
    {
        var nowTimestamp = NowTimestamp;
        var (firstTimestamp, lastTimestamp) = (long.MaxValue, long.MinValue);
        for (var trace = Volatile.Read(ref last); trace is not null; trace = trace.Before)
        {
            firstTimestamp = Math.Min(firstTimestamp, trace.StartTimestamp);
            lastTimestamp = Math.Max(lastTimestamp, trace.EndTimestamp ?? nowTimestamp);
        }

        return lastTimestamp == long.MinValue ? null : time.GetElapsedTime(firstTimestamp, lastTimestamp);
    }

    public ImmutableArray<LookupQuestion> ReadTrace()
    {
        var nowTimestamp = NowTimestamp;
        var read = ImmutableArray.CreateBuilder<LookupQuestion>();
        for (var trace = Volatile.Read(ref last); trace is not null; trace = trace.Before)
        {
            read.Add(trace.Read(nowTimestamp));
        }

        read.Reverse();
        return read.DrainToImmutable();
    }
}
