using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>What is remembered of the name servers from lookup to lookup: who failed, and who knows which names.</summary>
internal sealed class ServerHealth(TimeProvider time)
{
    /// <summary>How long a server that failed is left alone before it is probed. It is queried last until a query of any kind succeeds.</summary>
    public static readonly TimeSpan AskedLastFor = TimeSpan.FromSeconds(30);

    private ImmutableArray<ServerMemory> memories = [];
    // Null where none is: hardly ever is there one.
    private ImmutableHashSet<DnsQuestion>? unanswered;

    /// <summary>The memory of one server.</summary>
    public ServerMemory Of(IPEndPoint server)
    {
        foreach (var memory in memories)
        {
            if (memory.Server.Equals(server))
            {
                return memory;
            }
        }

        ImmutableInterlocked.Update(
            ref memories,
            static (all, added) => all.Any(one => one.Server.Equals(added.Server)) ? all : all.Add(added),
            new ServerMemory(server, time));
        return Of(server);
    }

    /// <summary>The servers in the order of querying: rotated (resolv.conf "rotate"), those that failed last.</summary>
    public ImmutableArray<IPEndPoint> Order(ImmutableArray<IPEndPoint> servers, int rotation) =>
        servers.Length < 2 || (rotation == 0 && !servers.Any(HasFailed)) ? servers : Rotated(servers, rotation);

    /// <summary>Whether a server comes first only because one that is listed before it failed.</summary>
    public bool StandsIn(IPEndPoint server, ImmutableArray<IPEndPoint> listed) => listed.TakeWhile(before => !before.Equals(server)).Any(HasFailed);

    /// <summary>Whether such a server said that it failed, so that it costs little to query it once more.</summary>
    public bool StandsInForOneThatSpoke(IPEndPoint server, ImmutableArray<IPEndPoint> listed) =>
        listed.TakeWhile(before => !before.Equals(server)).Any(before => Of(before) is { HasFailed: true, IsSilent: false });

    /// <summary>A server to be probed with EDNS, taken by this call, or null.</summary>
    public IPEndPoint? TakeEdnsProbe(ImmutableArray<IPEndPoint> servers)
    {
        foreach (var server in servers)
        {
            if (Of(server).TakeEdnsProbe())
            {
                return server;
            }
        }

        return null;
    }

    /// <summary>A server that failed long enough ago to be probed, taken by this call, or null, or all failed and are queried anyway.</summary>
    public IPEndPoint? TakeProbe(ImmutableArray<IPEndPoint> servers)
    {
        foreach (var server in servers)
        {
            if (HasFailed(server) && !servers.All(HasFailed) && Of(server).TakeProbe(AskedLastFor))
            {
                return server;
            }
        }

        return null;
    }

    /// <summary>Remembers that no server answered a question, whatever else they answer.</summary>
    public void WasUnanswered(DnsQuestion question) => ImmutableInterlocked.Update(ref unanswered, static (all, one) => (all ?? []).Add(one), question);

    /// <summary>Whether no server answered a question when it was asked last.</summary>
    public bool IsUnanswered(DnsQuestion question) => unanswered?.Contains(question) == true;

    /// <summary>Remembers that a question was answered.</summary>
    public void WasAnswered(DnsQuestion question)
    {
        if (unanswered is not null)
        {
            ImmutableInterlocked.Update(ref unanswered, static (all, one) => (all ?? []).Remove(one), question);
        }
    }

    /// <summary>Whether an answer without records or proof contradicts the records that the server gave before.</summary>
    /// <remarks>RFC 2308 §2.2: NODATA without an SOA may be anything, such as an answer that lost its TC bit on the way (smartdns 40).</remarks>
    public bool IsContradicted(DnsQuestion question, IPEndPoint server, VerifiedAnswer answer) =>
        answer is { Reason: LookupReason.NoData or LookupReason.Lame, HasProof: false } && Of(server).HasAnsweredWithRecords(question);

    /// <summary>Whether a server answered a name with records of any type.</summary>
    public bool Knows(string name, IPEndPoint server)
    {
        var memory = Of(server);
        return memory.HasAnsweredWithRecords(new DnsQuestion(name, DnsRecordType.A))
            || memory.HasAnsweredWithRecords(new DnsQuestion(name, DnsRecordType.Aaaa))
            || memory.HasAnsweredWithRecords(new DnsQuestion(name, DnsRecordType.Srv));
    }

    /// <summary>Whether a server answered any of these names with records: it has the zone that they share.</summary>
    public bool KnowsAny(IEnumerable<string> names, IPEndPoint server) => names.Any(name => Knows(name, server));

    /// <summary>Forgets the servers that are no longer configured.</summary>
    public void KeepOnly(ImmutableArray<IPEndPoint> servers)
    {
        ImmutableInterlocked.Update(ref memories, static (all, kept) => all.RemoveAll(memory => !kept.Contains(memory.Server)), servers);
        unanswered = null;
    }

    private ImmutableArray<IPEndPoint> Rotated(ImmutableArray<IPEndPoint> servers, int rotation) =>
        [.. Enumerable.Range(0, servers.Length).Select(i => servers[(i + rotation) % servers.Length]).OrderBy(HasFailed)];

    private bool HasFailed(IPEndPoint server) => Of(server).HasFailed;
}
