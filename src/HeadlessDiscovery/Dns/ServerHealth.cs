using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>What is remembered of the name servers from lookup to lookup: who failed, and who knows which names.</summary>
internal sealed class ServerHealth(TimeProvider time)
{
    /// <summary>How long a server that failed is left alone before it is probed. It is queried last until a query of any kind succeeds.</summary>
    public static readonly TimeSpan AskedLastFor = TimeSpan.FromSeconds(30);

    /// <summary>How long a server that answered only without EDNS is queried without it.</summary>
    public static readonly TimeSpan WithoutEdnsFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<IPEndPoint, Failure> failedAt = new();
    private readonly ConcurrentDictionary<IPEndPoint, EdnsFailure> withoutEdns = new();
    private readonly ConcurrentDictionary<DnsQuestion, bool> unanswered = new();
    private readonly ConcurrentDictionary<(string Name, DnsRecordType Type, IPEndPoint Server), bool> knows = new();

    public ServerTimes Times { get; } = new(time);

    /// <summary>The servers in the order of querying: rotated (resolv.conf "rotate"), those that failed last.</summary>
    public ImmutableArray<IPEndPoint> Order(ImmutableArray<IPEndPoint> servers, int rotation) =>
        servers.Length < 2 || (rotation == 0 && failedAt.IsEmpty) ? servers : Rotated(servers, rotation);

    /// <summary>Whether a server comes first only because one that is listed before it failed.</summary>
    public bool StandsIn(IPEndPoint server, ImmutableArray<IPEndPoint> listed) =>
        !failedAt.IsEmpty && listed.TakeWhile(before => !before.Equals(server)).Any(HasFailed);

    /// <summary>Whether such a server said that it failed, so that it costs little to query it once more.</summary>
    public bool StandsInForOneThatSpoke(IPEndPoint server, ImmutableArray<IPEndPoint> listed) =>
        !failedAt.IsEmpty && listed.TakeWhile(before => !before.Equals(server)).Any(before => failedAt.TryGetValue(before, out var failure) && !failure.WasSilent);

    /// <summary>A try was given up because another server answered first: it may only be slow, which a probe at the next lookup tells.</summary>
    public void WasOvertaken(IPEndPoint server) =>
        failedAt.AddOrUpdate(server, static (_, now) => new Failure(now, WasSilent: true), static (_, before, _) => before, time.GetTimestamp() - (long)(AskedLastFor.TotalSeconds * time.TimestampFrequency));

    public void Failed(IPEndPoint server, bool wasSilent) => failedAt[server] = new Failure(time.GetTimestamp(), wasSilent);

    public void Answered(IPEndPoint server)
    {
        if (!failedAt.IsEmpty)
        {
            failedAt.TryRemove(server, out _);
        }
    }

    /// <summary>Whether the last that was heard of a server is its silence.</summary>
    public bool IsSilent(IPEndPoint server) => failedAt.TryGetValue(server, out var failure) && failure.WasSilent;

    /// <summary>Whether queries to a server carry an OPT record.</summary>
    public bool UsesEdns(IPEndPoint server) => withoutEdns.IsEmpty || !withoutEdns.TryGetValue(server, out var failure) || time.GetElapsedTime(failure.AtTimestamp) >= WithoutEdnsFor;

    /// <summary>Remembers that a server answered without EDNS what it had not answered with it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="isCertain">Whether it said that it does not know EDNS. Where it was silent, the silence may have ended by itself, which a probe finds out.</param>
    public void AnsweredWithoutEdns(IPEndPoint server, bool isCertain) => withoutEdns[server] = new EdnsFailure(time.GetTimestamp(), IsCertain: isCertain);

    /// <summary>Forgets that a server was queried without EDNS.</summary>
    public void AnsweredWithEdns(IPEndPoint server) => withoutEdns.TryRemove(server, out _);

    /// <summary>A server to be probed with EDNS, taken by this call; null where there is none.</summary>
    public IPEndPoint? TakeEdnsProbe(ImmutableArray<IPEndPoint> servers)
    {
        if (withoutEdns.IsEmpty)
        {
            return null;
        }

        foreach (var server in servers)
        {
            if (withoutEdns.TryGetValue(server, out var failure) && !failure.IsCertain && withoutEdns.TryUpdate(server, failure with { IsCertain = true }, failure))
            {
                return server;
            }
        }

        return null;
    }

    /// <summary>Remembers that no server answered a question, whatever else they answer.</summary>
    public void WasUnanswered(DnsQuestion question) => unanswered[question] = true;

    /// <summary>Whether no server answered a question when it was asked last.</summary>
    public bool IsUnanswered(DnsQuestion question) => !unanswered.IsEmpty && unanswered.ContainsKey(question);

    /// <summary>Remembers that a question was answered.</summary>
    public void WasAnswered(DnsQuestion question)
    {
        if (!unanswered.IsEmpty)
        {
            unanswered.TryRemove(question, out _);
        }
    }

    /// <summary>A server that failed long enough ago to be probed, taken by this call; null where there is none, or all failed and are queried anyway.</summary>
    public IPEndPoint? TakeProbe(ImmutableArray<IPEndPoint> servers)
    {
        if (failedAt.IsEmpty || servers.All(HasFailed))
        {
            return null;
        }

        foreach (var server in servers)
        {
            if (failedAt.TryGetValue(server, out var failure)
                && time.GetElapsedTime(failure.AtTimestamp) >= AskedLastFor
                && failedAt.TryUpdate(server, failure with { AtTimestamp = time.GetTimestamp() }, failure))
            {
                return server;
            }
        }

        return null;
    }

    /// <summary>Remembers that a server answered a name with records, so that its negative answers count later.</summary>
    public void AnsweredWithRecords(DnsQuestion question, IPEndPoint server) => knows.TryAdd((question.Name, question.Type, server), true);

    public bool HasAnsweredWithRecords(DnsQuestion question, IPEndPoint server) => knows.ContainsKey((question.Name, question.Type, server));

    /// <summary>Whether an answer without records or proof contradicts the records that the server gave before.</summary>
    /// <remarks>RFC 2308 §2.2: NODATA without an SOA may be anything, such as an answer that lost its TC bit on the way (smartdns 40).</remarks>
    public bool IsContradicted(DnsQuestion question, IPEndPoint server, VerifiedAnswer answer) =>
        answer is { Reason: LookupReason.NoData or LookupReason.Lame, HasProof: false } && HasAnsweredWithRecords(question, server);

    /// <summary>Whether a server answered a name with records of any type.</summary>
    public bool Knows(string name, IPEndPoint server) =>
        knows.ContainsKey((name, DnsRecordType.A, server)) || knows.ContainsKey((name, DnsRecordType.Aaaa, server)) || knows.ContainsKey((name, DnsRecordType.Srv, server));

    /// <summary>Whether a server answered any of these names with records: it has the zone that they share.</summary>
    public bool KnowsAny(IEnumerable<string> names, IPEndPoint server) => !knows.IsEmpty && names.Any(name => Knows(name, server));

    /// <summary>Forgets the servers that are no longer configured.</summary>
    public void KeepOnly(ImmutableArray<IPEndPoint> servers)
    {
        foreach (var key in knows.Keys.Where(key => !servers.Contains(key.Server)))
        {
            knows.TryRemove(key, out _);
        }

        unanswered.Clear();
        Times.KeepOnly(servers);
        KeepOnly(withoutEdns, servers);
        KeepOnly(failedAt, servers);
    }

    private static void KeepOnly<T>(ConcurrentDictionary<IPEndPoint, T> remembered, ImmutableArray<IPEndPoint> servers)
    {
        foreach (var server in remembered.Keys.Where(server => !servers.Contains(server)))
        {
            remembered.TryRemove(server, out _);
        }
    }

    private ImmutableArray<IPEndPoint> Rotated(ImmutableArray<IPEndPoint> servers, int rotation) =>
        [.. Enumerable.Range(0, servers.Length).Select(i => servers[(i + rotation) % servers.Length]).OrderBy(HasFailed)];

    private bool HasFailed(IPEndPoint server) => failedAt.ContainsKey(server);

    private readonly record struct Failure(long AtTimestamp, bool WasSilent);

    private readonly record struct EdnsFailure(long AtTimestamp, bool IsCertain);
}
