using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>The faults that a server may have.</summary>
internal static class ServerFaults
{
    public static readonly Fault ServFail = Says(Reply.Failure(2));
    public static readonly Fault Refused = Says(Reply.Failure(5));
    public static readonly Fault Silence = static (_, _, _, _, token) => Silent(token);
    // The socket is connected: what ICMP says of a port or a host comes at once, as over TCP.
    public static readonly Fault ClosedPort = static (_, _, _, _, _) => Task.FromResult(DnsExchange.Failed(LookupReason.Network));
    public static readonly Fault NoDataWithoutSoa = Says(Reply.NoDataWithoutSoa());
    public static readonly Fault NxDomainOfRoot = Says(Reply.NxDomainOfRoot());
    public static readonly Fault Lame = Says(new Reply { HasSoa = false, IsAuthoritative = false });

    /// <summary>Every other datagram about a question is lost, the first one first.</summary>
    public static readonly Fault EveryFirstLost = static (query, _, _, _, token) => query.Options.Tcp || query.Ordinal % 2 == 1 ? null : Silent(token);

    public static Fault Says(Reply reply) => (query, dice, _, _, _) => Task.FromResult(Wire.Send(query.Question, reply, query.Options, dice));

    public static Fault Delay(TimeSpan delay) => (_, _, honest, world, token) => LateAsync(delay, honest, world, token);

    /// <summary>Loses queries and answers by chance.</summary>
    public static Fault Loss(double part) => (query, dice, _, _, token) => !query.Options.Tcp && dice.NextDouble() < part ? Silent(token) : null;

    /// <summary>The same fault for one type alone.</summary>
    public static Fault Only(DnsRecordType type, Fault fault) =>
        (query, dice, honest, world, token) => query.Question.Type == type ? fault(query, dice, honest, world, token) : null;

    /// <summary>The same fault for the name of the service alone.</summary>
    public static Fault OnlySet(Fault fault) =>
        (query, dice, honest, world, token) => query.Kind == QueryKind.Set ? fault(query, dice, honest, world, token) : null;

    private static async Task<DnsExchange> Silent(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return default;
    }

    private static async Task<DnsExchange> LateAsync(TimeSpan delay, Func<DnsExchange> honest, LastingWorld world, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, world.Time, cancellationToken);
        return honest();
    }
}
