using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>The faults, in the order of the table.</summary>
internal static class MatrixFaults
{
    private const uint TopBit = 0x8000_0005;
    private const uint Week = 7 * 24 * 60 * 60;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static IReadOnlyList<MatrixFault> All { get; } =
    [
        new("no fault") { Lasts = TimeSpan.Zero, Fails = false },
        Code("SERVFAIL", 2),
        Code("REFUSED", 5),
        Code("NOTIMP", 4),
        new("FORMERR with OPT") { Fails = false, Answer = static (_, asked, _) => asked.Options.Edns ? Say(Negative(asked, 1, null)) : null },
        new("silence") { Answer = static (_, _, token) => Silence(token) },
        new("closed port") { Answer = static (_, _, _) => Fail(LookupReason.Network) },
        new("ICMP unreachable") { Answer = static (_, _, _) => Fail(LookupReason.Network) },
        new("5 s delay") { Answer = static (world, asked, token) => world.LateAsync(asked, TimeSpan.FromSeconds(5), token) },
        new("NXDOMAIN once") { IsOnce = true, Fails = false, Answer = static (_, asked, _) => Say(Negative(asked, 3)) },
        new("NODATA once") { IsOnce = true, Fails = false, Answer = static (_, asked, _) => Say(Negative(asked, 0)) },
        new("NXDOMAIN for 10 s") { Lasts = TimeSpan.FromSeconds(10), Fails = false, Answer = static (_, asked, _) => Say(Negative(asked, 3)) },
        new("half an answer once") { IsOnce = true, Fails = false, Answer = static (world, asked, _) => Say(world.Truly(asked, world.Half)) },
        new("two replicas disagree for 3 s") { Lasts = TimeSpan.FromSeconds(3), Fails = false, Answer = static (world, asked, _) => Say(world.Truly(asked, world.OfSomeReplica())) },
        Truncated("truncated, TCP refused", static (_, _) => Fail(LookupReason.Network)),
        Truncated("truncated, TCP silent", static (_, token) => Silence(token)),

        // However the prefix comes, the answer is read whole: what is left of the fault is the way over TCP.
        Truncated("truncated, TCP length prefix split into single bytes", static (_, _) => null) with { Fails = false },
        new("one family fails") { IsDualStack = true, Answer = static (_, asked, _) => asked.Question.Type == DnsRecordType.Aaaa ? Say(Negative(asked, 2, null)) : null },

        // The exchange ignores them, and waits on for the answer: no try fails.
        new("duplicate and late datagrams") { Fails = false },
        Ttl("TTL 0", 0),
        Ttl("TTL with the top bit", TopBit),
        Ttl("TTL of a week", Week),
        Ttl("TTL of a week once", Week) with { IsOnce = true },
        new("clock set back by an hour, then forward") { Fails = false, Begins = static world => world.Time.WallClockError = -Hour, Ends = static world => world.Time.WallClockError = TimeSpan.Zero },
        new("clock set forward by an hour, then back") { Fails = false, Begins = static world => world.Time.WallClockError = Hour, Ends = static world => world.Time.WallClockError = TimeSpan.Zero },
        Configuration("resolv.conf half written, name server missing", static world => world.WriteConfiguration(text => text[..text.IndexOf("nameserver", StringComparison.Ordinal)])),
        Configuration("resolv.conf half written, name server cut short", static world => world.WriteConfiguration(text => text[..(text.IndexOf(MatrixWorld.Server, StringComparison.Ordinal) + MatrixWorld.Server.Length - 1)])),
        Configuration("resolv.conf deleted", static world => world.DeleteConfiguration()),
        new("all name servers changed") { Lasts = TimeSpan.FromSeconds(10), Begins = static world => world.LiveServer = null, Ends = static world => world.Move(MatrixWorld.OtherServer) },
    ];

    private static MatrixFault Code(string name, int code) => new(name) { Answer = (_, asked, _) => Say(Negative(asked, code, null)) };

    private static MatrixFault Ttl(string name, uint ttl) => new(name) { Fails = false, Answer = (world, asked, _) => Say(world.Truly(asked, world.Pods, ttl)) };

    private static MatrixFault Configuration(string name, Action<MatrixWorld> spoil) => new(name) { Begins = spoil, Ends = static world => world.WriteConfiguration(text => text) };

    private static MatrixFault Truncated(string name, Func<ScriptedTransport.Exchange, CancellationToken, Task<DnsExchange>?> overTcp) =>
        new(name) { Answer = (world, asked, token) => asked.Options.Tcp ? overTcp(asked, token) : Say(world.Part(asked)) };

    private static FakeDnsMessage Negative(ScriptedTransport.Exchange asked, int code, uint? ttl = 5) => FakeDnsMessage.Negative(asked.Question, code, ttl);

    private static Task<DnsExchange> Say(DnsMessage message) => Task.FromResult(DnsExchange.Of(message));

    private static Task<DnsExchange> Fail(LookupReason reason) => Task.FromResult(DnsExchange.Failed(reason));

    private static Task<DnsExchange> Silence(CancellationToken cancellationToken) => ScriptedTransport.Silent(cancellationToken).AsTask();
}
