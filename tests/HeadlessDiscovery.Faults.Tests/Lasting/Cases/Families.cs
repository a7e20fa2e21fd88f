using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Cases;

/// <summary>Both families are asked, and one of them has a fault.</summary>
internal static class Families
{
    public const string NoData = "AAAA turns to NODATA";
    public const string Fails = "AAAA fails, A is good";
    public const string Synthesized = "AAAA records are made from A records";

    private static readonly Reply OnlyImpossible = Reply.Of(Names.Service, [IPAddress.Parse("fe80::1"), IPAddress.IPv6Any], ttl: 5);

    private static readonly Fault NoRecords = ServerFaults.Only(DnsRecordType.Aaaa, ServerFaults.Says(Reply.NoData(5)));

    private static readonly (string Name, Fault Fault)[] Failures =
    [
        ("SERVFAIL", ServerFaults.ServFail),
        ("silence", ServerFaults.Silence),
        ("lame", ServerFaults.Lame),
        ("only impossible addresses", ServerFaults.OnlySet(ServerFaults.Says(OnlyImpossible))),
    ];

    public static IReadOnlyList<LastingCase> All { get; } =
    [
        new(NoData, "for 10 s", world => PlayNoData(world, lasts: 10, NoRecords)),
        new(NoData, "for 10 s, the set alone", world => PlayNoData(world, lasts: 10, ServerFaults.OnlySet(NoRecords))),
        new(NoData, "forever", world => PlayNoData(world, lasts: 10_000, NoRecords)),
        .. Failures.SelectMany(failure => (LastingCase[])
        [
            new(Fails, $"from the start, {failure.Name}", world => PlayFailing(world, from: 0, failure.Fault)),
            new(Fails, $"later, {failure.Name}", world => PlayFailing(world, from: 60, failure.Fault)),
        ]),
        new(Synthesized, "five pods", PlaySynthesized),
    ];

    private static void Both(HeadlessPeersOptions options) => options.Family = PeerFamily.Both;

    private static bool HasV6(PeerSnapshot snapshot) => snapshot.Any(peer => peer.Address.AddressFamily == AddressFamily.InterNetworkV6);

    private static void PlayNoData(LastingWorld world, double lasts, Fault fault)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Dual(4));
        var server = world.Serve(world.Honest());
        world.Start(Both);
        var struck = 60 + world.Within(6);
        world.At(struck, () => server.Fault = fault);
        world.At(struck + lasts, () => server.Fault = null);
        world.Await(Marked.RightAfter, struck, snapshot => !HasV6(snapshot));
        world.Demand(Marked.Broken, 10, 300, snapshot => snapshot.Count(peer => peer.Address.AddressFamily == AddressFamily.InterNetwork) == 4);
        world.RunTo(300);
    }

    private static void PlayFailing(LastingWorld world, double from, Fault fault)
    {
        var pods = Pod.Dual(5);
        world.SetPodsBefore(TimeSpan.FromMinutes(5), pods);
        var server = world.Serve(world.Honest());
        var struck = from + (from > 0 ? world.Within(6) : 0);
        var failing = ServerFaults.Only(DnsRecordType.Aaaa, fault);
        server.Fault = from > 0 ? null : failing;
        world.Start(Both);
        if (from == 0)
        {
            world.GetPeers();
            world.WaitForPeers(5);
        }

        world.At(struck, () => server.Fault = failing);
        world.Demand(Marked.Broken, struck + 5.5 + 10.5, 600, static snapshot => snapshot is { IsStale: true, StaleFamily: PeerFamily.IPv6 });
        var gone = 120 + world.Within(10);
        world.At(gone, () => world.SetPods(pods[..4]));
        world.Await(Marked.RightAfter, gone, snapshot => !snapshot.Any(peer => peer.Address.Equals(pods[4].V4)));
        var came = 300 + world.Within(10);
        world.At(came, () => world.SetPods([.. pods[..4], .. Pod.Dual(1, from: 77)]));
        world.RunTo(600);
    }

    private static void PlaySynthesized(LastingWorld world)
    {
        world.SetPodsBefore(TimeSpan.FromMinutes(5), Pod.Many(5));
        world.Serve(new Replica(() => world.Truth.Now) { Synthesizes = true });
        world.Start(options =>
        {
            options.Family = PeerFamily.Both;
            options.Membership = PeerMembership.Member;
            options.SelfAddresses.Add("10.244.0.1");
        });
        world.Demand(Marked.Broken, 1, 60, static snapshot => snapshot is { Count: 4, Members.Length: 5, Self: SelfPresence.Present } && !HasV6(snapshot));
        var gone = 60 + world.Within(6);
        world.At(gone, () => world.SetPods(Pod.Many(4)));
        world.Await(Marked.RightAfter, gone, static snapshot => snapshot is { Count: 3, Members.Length: 4 });
        world.RunTo(120);
    }
}
