using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Faults.Tests.RealSockets;

/// <summary>A row of the matrix as the embedded server plays it.</summary>
internal sealed record RealFault(string Name, Func<HeadlessServiceServer, Task> StrikeAsync)
{
    /// <summary>How many questions must meet it before it ends.</summary>
    public int Meetings { get; init; } = 3;

    /// <summary>Whether nothing answers at all, so that only the resolver can tell that it was met.</summary>
    public bool IsOutage { get; init; }

    public bool IsDualStack { get; init; }

    public Func<HeadlessServiceServer, Task> EndAsync { get; init; } = static _ => Task.CompletedTask;

    public static IReadOnlyList<RealFault> All { get; } =
    [
        Of("SERVFAIL", static server => server.Faults.ServFail()),
        Of("REFUSED", static server => server.Faults.Refuse()),
        Of("FORMERR with OPT", static server => server.Faults.FormErr(onlyWithOpt: true)) with { Meetings = 1 },
        Of("silence", static server => server.Faults.Drop()),
        new("closed port", static server => server.PauseAsync()) { IsOutage = true, EndAsync = static server => server.ResumeAsync() },
        Of("5 s delay", static server => server.Faults.Delay(TimeSpan.FromSeconds(5))),
        Of("NXDOMAIN once", static server => server.Faults.NxDomain().Times(1)) with { Meetings = 1 },
        Of("NODATA once", static server => server.Faults.NoData().Times(1)) with { Meetings = 1 },
        Of("half an answer once", static server => server.Faults.Partial(0.5).Times(1)) with { Meetings = 1 },
        Of("two replicas that disagree for 3 s", static server => server.Faults.Partial(0.75).OnReplica(1).For(TimeSpan.FromSeconds(3))) with { Meetings = 1 },
        Of("truncated, and TCP refused", static server => server.Faults.TruncateAndRefuseTcp()),
        Of("truncated, and TCP silent", static server => server.Faults.TruncateAndStallTcp()),
        Of("truncated, and the TCP length prefix split into single bytes", static server => server.Faults.Truncate(), static server => server.Faults.SplitTcpPrefix()),
        Of("one family fails", static server => server.Faults.Where(asked => asked.Type == "AAAA").ServFail()) with { IsDualStack = true },
        Of("duplicate and late datagrams", static server => server.Faults.WrongId(thenRight: true).Times(2), static server => server.Faults.Duplicate()),
        Of("TTL 0", static server => server.Faults.Ttl(0)),
        Of("TTL with the top bit", static server => server.Faults.Ttl(0x8000_0005)),
        Of("TTL of a week", static server => server.Faults.Ttl(TimeSpan.FromDays(7))),
    ];

    private static RealFault Of(string name, params Func<HeadlessServiceServer, DnsFault>[] faults) => new(name, server =>
    {
        foreach (var fault in faults)
        {
            fault(server);
        }

        return Task.CompletedTask;
    });
}
