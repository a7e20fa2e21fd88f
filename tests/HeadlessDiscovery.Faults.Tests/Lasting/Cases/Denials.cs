using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Cases;

/// <summary>Denials without proof, and aliases.</summary>
internal static class Denials
{
    public const string WithoutSoa = "NODATA without SOA";
    public const string Alias = "an alias without its target's addresses";
    private const string Target = "blue.shop.svc.cluster.local.";

    public static IReadOnlyList<LastingCase> All { get; } =
    [
        new(WithoutSoa, "from a server that listed 60 pods", world => PlayWithoutSoa(world, from: 60, ServerFaults.NoDataWithoutSoa)),
        new(WithoutSoa, "for the set alone, from a server that listed 60 pods", world => PlayWithoutSoa(world, from: 60, ServerFaults.OnlySet(ServerFaults.NoDataWithoutSoa))),
        new(WithoutSoa, "as the first answer", world => PlayWithoutSoa(world, from: 0, ServerFaults.NoDataWithoutSoa)),
        .. from later in (bool[])[false, true]
           from target in Targets()
           select new LastingCase(Alias, $"{(later ? "later" : "from the start")}, the target is {target.Name}", world => PlayAlias(world, later, target.Reply)),
    ];

    private static IEnumerable<(string Name, Func<LastingWorld, DnsQuestion, Reply> Reply)> Targets() =>
    [
        ("answered", static (world, question) => Reply.Of(question.Name, world.Truth.Now.Set(question.Type).Select(record => record.Address!), 5)),
        ("denied by NXDOMAIN", static (_, _) => Reply.NxDomain(5)),
        ("denied by NODATA", static (_, _) => Reply.NoData(5)),
        ("denied without SOA", static (_, _) => Reply.NoDataWithoutSoa()),
        ("failed", static (_, _) => Reply.Failure(2)),
        ("refused", static (_, _) => Reply.Failure(5)),
    ];

    private static void PlayWithoutSoa(LastingWorld world, double from, Fault fault)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Many(60));
        var server = world.Serve(world.Honest());
        world.Start(options => MemberOf(options));
        var struck = from + (from > 0 ? world.Within(6) : 0);
        if (from > 0)
        {
            world.At(struck, () => server.Fault = fault);
            world.Demand(Marked.Broken, struck + 6, 660, snapshot => snapshot.IsStale && snapshot.LastReason == LookupReason.Unverified);
        }
        else
        {
            server.Fault = fault;
            world.WaitForPeers(2);
        }

        world.RunTo(660);
        world.Mark(Marked.VerifiedEmpty, world.Logged.Count(record => record.Id.Id == 7 && record.Message.Contains("verified", StringComparison.Ordinal)));
    }

    private static void MemberOf(HeadlessPeersOptions options)
    {
        options.Membership = PeerMembership.Member;
        options.SelfAddresses.Add("10.244.0.1");
    }

    private static void PlayAlias(LastingWorld world, bool later, Func<LastingWorld, DnsQuestion, Reply> target)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Many(4));
        var isAlias = !later;
        world.Serve(new Overlaid(world.Honest(), question =>
            question.Name == Target ? target(world, question)
            : question.Name == Names.Service && isAlias ? Reply.Alias(question.Name, Target, 5)
            : null));
        world.Start();
        var struck = later ? 60 + world.Within(6) : 0;
        world.At(struck, () => isAlias = true);
        world.Await(Marked.RightAfter, struck, snapshot => snapshot is { IsResolved: true, LastOutcome: LookupOutcome.Empty, Count: 0 });

        // Answered, and from the start: the pods of the target; for an alias that is not followed, unknown.
        world.Demand(Marked.Broken, struck + 6, 300, static snapshot => snapshot is { Count: 4, IsStale: false, IsResolved: true, LastOutcome: LookupOutcome.Found });
        world.Demand(Marked.NotUnknown, struck + 6, 300, static snapshot => snapshot.LastOutcome == LookupOutcome.Unknown);
        world.RunTo(300);
    }
}
