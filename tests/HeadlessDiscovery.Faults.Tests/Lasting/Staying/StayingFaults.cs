using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Staying;

/// <summary>The faults that stay, in the order of the table.</summary>
internal static class StayingFaults
{
    // Two tries of 5 s before a lookup gives up a silent server.
    private const double LostTries = 10;

    // A server that failed is asked last for 30 s, and is the first one again at the refresh after its answer.
    private const double AskedLast = 30 + 5.5;

    // A peer that came back from a hold needs up to 16 statements, a TTL apart where servers disagree.
    private const double MostStatements = 16 * 5.5;

    private static readonly TimeSpan BehindSince = TimeSpan.FromMinutes(-6);

    private static readonly (string Name, Fault Fault, double Slower)[] Failures =
    [
        ("SERVFAIL", ServerFaults.ServFail, 0),
        ("REFUSED", ServerFaults.Refused, 0),
        ("silence", ServerFaults.Silence, LostTries),
        ("closed port", ServerFaults.ClosedPort, 0),
        ("500 ms delay", ServerFaults.Delay(TimeSpan.FromMilliseconds(500)), 0.5),
    ];

    public static IReadOnlyList<StayingFault> All { get; } =
    [
        new("no fault", static world => Healthy(world, world.Honest())) { Shown = 0 },
        .. Failures[..4].Select(failure => new StayingFault($"only server: {failure.Name}", world => Failing(world, failure.Fault)) { Slower = failure.Slower }),
        Failed("only server: 500 ms delay", Failures[4].Fault) with { Shown = 0, Slower = 0.5 },
        Failed("only server: 5 s delay", ServerFaults.Delay(TimeSpan.FromSeconds(5))) with { Slower = LostTries },
        Failed("20 % of datagrams lost", ServerFaults.Loss(0.2)) with { Shown = 0, Slower = LostTries, MostWarnings = 20 },
        Failed("first datagram of each query lost", ServerFaults.EveryFirstLost) with { Shown = 0, Slower = 1 },
        .. Failures.Select(failure => new StayingFault($"first server: {failure.Name}; second: healthy", world => Failing(world, failure.Fault, world.Honest())) { Shown = 0, Slower = failure.Slower }),
        .. Failures[..4].Select(failure => new StayingFault($"first server: {failure.Name}; second: outdated", world => Failing(world, failure.Fault, world.Frozen(BehindSince))) { Slower = failure.Slower + AskedLast, AtMost = 2 }),
        new("first server: 500 ms delay; second: outdated", static world => Failing(world, Failures[4].Fault, world.Frozen(BehindSince))) { Shown = 0, Slower = 0.5 },
        new("first server: SERVFAIL; second: expired answers", static world => Failing(world, ServerFaults.ServFail, Expired(world))) { Ttl = 30, Slower = AskedLast },
        new("cache serves expired answers while its source is down", ServingExpired) { Ttl = 30 },
        new("cache counts a TTL of 30 s down", static world => Healthy(world, new Cache(world.Honest(ttl: 30), world.Time) { IsBusy = true })) { Shown = 30 },
        new("cache does not count the TTL down", static world => Healthy(world, new Cache(world.Honest(), world.Time, CacheMode.KeepsTtl))) { Shown = 5 },
        new("cache keeps each SERVFAIL for 60 s; every tenth answer is one", KeptFailures) { Shown = 60, MostWarnings = 10 },
        new("one of two replicas frozen", static world => Frozen(world, healthy: 1)) { Slower = MostStatements, AtMost = 3 * 3 },
        new("one of three replicas frozen", static world => Frozen(world, healthy: 2)) { Slower = MostStatements, AtMost = 3 * 3 },
        new("rotate over two servers, one frozen", Rotating) { Slower = MostStatements, AtMost = 3 * 3 },
        new("two replicas, 5 s and 10 s behind", static world => Healthy(world, new Balanced(world.Honest(TimeSpan.FromSeconds(5)), world.Honest(TimeSpan.FromSeconds(10))))) { Shown = 10 },
        Failed("NODATA without SOA", ServerFaults.NoDataWithoutSoa),
        Failed("NXDOMAIN of the root for the whole cluster zone", ServerFaults.NxDomainOfRoot),
        Failed("alias without its target's addresses, which are REFUSED", static (query, dice, _, _, _) =>
            Task.FromResult(Wire.Send(query.Question, query.Question.Name == Names.Service ? Reply.Alias(Names.Service, "blue.shop.svc.cluster.local.", 5) : Reply.Failure(5), query.Options, dice))),
        .. Failures[..3].Select(failure => Failed($"AAAA: {failure.Name}", ServerFaults.Only(DnsRecordType.Aaaa, failure.Fault)) with { IsDualStack = true, Slower = failure.Slower }),
        Failed("AAAA: NODATA without SOA", ServerFaults.Only(DnsRecordType.Aaaa, ServerFaults.NoDataWithoutSoa)) with { IsDualStack = true },
        Failed("truncated, TCP refused", static (query, dice, honest, world, token) =>
            query.Options.Tcp ? ServerFaults.ClosedPort(query, dice, honest, world, token) : Task.FromResult(DnsExchange.Failed(LookupReason.Truncated))),
        new("truncated over TCP: 4,092 of 5,000", static world => Healthy(world, world.Honest())) { Pods = 5_000, Shown = 170, Runs = 1 },
    ];

    private static StayingFault Failed(string name, Fault fault) => new(name, world => Failing(world, fault));

    private static Strike Healthy(LastingWorld world, ISource source)
    {
        world.Serve(source);
        return new Strike(static () => { }, static () => { });
    }

    private static Strike Failing(LastingWorld world, Fault fault, ISource? second = null)
    {
        var first = world.Serve(world.Honest());
        if (second is not null)
        {
            world.Serve(second);
        }

        return new Strike(() => first.Fault = fault, () => first.Fault = null);
    }

    private static Overlaid Expired(LastingWorld world)
    {
        IPAddress[] addresses = [.. world.Truth.At(BehindSince).Addresses];
        var expired = Reply.Of(Names.Service, addresses, ttl: 30) with { IsAuthoritative = false, IsRecursionAvailable = true };
        return new Overlaid(world.Honest(), question => question is { Name: Names.Service, Type: DnsRecordType.A } ? expired : null);
    }

    private static Strike ServingExpired(LastingWorld world)
    {
        var isGone = false;
        var source = new Overlaid(world.Honest(), _ => isGone ? Reply.Failure(2) : null);
        world.Serve(new Cache(source, world.Time, CacheMode.ServesExpired));
        return new Strike(() => isGone = true, () => isGone = false);
    }

    private static Strike KeptFailures(LastingWorld world)
    {
        var (isFaulty, taken) = (false, 0);
        var source = new Overlaid(world.Honest(), question => isFaulty && Names.KindOf(question.Name, question.Type) == QueryKind.Set && ++taken % 10 == 0 ? Reply.Failure(2) : null);
        world.Serve(new Cache(source, world.Time) { KeepsFailures = TimeSpan.FromSeconds(60) });
        return new Strike(() => isFaulty = true, () => isFaulty = false);
    }

    private static Strike Frozen(LastingWorld world, int healthy)
    {
        var frozen = new Still(world);
        world.Serve(new Balanced([.. Enumerable.Range(0, healthy).Select(_ => world.Honest()), frozen.Replica]));
        return frozen.Strike;
    }

    private static Strike Rotating(LastingWorld world)
    {
        world.ResolverOptions = "ndots:5 rotate";
        var frozen = new Still(world);
        world.Serve(world.Honest());
        world.Serve(frozen.Replica);
        return frozen.Strike;
    }

    /// <summary>A replica that stands still while the fault lasts.</summary>
    private sealed class Still
    {
        private TimeSpan? since;

        public Still(LastingWorld world)
        {
            Replica = new Replica(() => world.Truth.At(since ?? world.Now));
            Strike = new Strike(() => since = world.Now, () => since = null);
        }

        public Replica Replica { get; }

        public Strike Strike { get; }
    }
}
