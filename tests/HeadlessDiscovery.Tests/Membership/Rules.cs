using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Tests.Membership;

/// <summary>The rules played by hand: answers in, snapshots out, time moved by the test.</summary>
internal sealed class Rules(int confirmations = 3, int holdSeconds = 15, bool includeSelf = false, PeerMembership membership = PeerMembership.Member, string? self = null, bool mayBeVirtual = false)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly MembershipRules rules = new(
        confirmations, TimeSpan.FromSeconds(holdSeconds), includeSelf, membership, peer => self is not null && self.Split(' ').Select(Peer.Parse).Contains(peer)) { MayBeVirtual = _ => mayBeVirtual };

    private TimeSpan? asked;

    public MembershipState State { get; private set; } = MembershipState.Start;

    public PeerAnswer? LastAnswer { get; private set; }

    public PeerSnapshot Now => State.Snapshot;

    public TimeSpan Elapsed { get; private set; }

    /// <summary>Added to the wall clock only.</summary>
    public TimeSpan WallClockJump { get; set; }

    public string Peers => string.Join(' ', Now);

    public string Held => string.Join(' ', Now.Held);

    public string Members => string.Join(' ', Now.Members);

    public Rules Wait(double seconds)
    {
        Elapsed += TimeSpan.FromSeconds(seconds);
        return this;
    }

    /// <summary>Asks, and waits for the answer that comes next.</summary>
    public Rules Asked(double seconds)
    {
        asked = Elapsed;
        return Wait(seconds);
    }

    public Rules Found(string peers, double? ttl = 5, string name = "web.shop.svc.cluster.local.", string? server = null, bool secondHand = false, int order = 0) =>
        Apply(new PeerAnswer
        {
            Outcome = LookupOutcome.Found,
            Peers = Of(peers),
            Ttl = ttl is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Name = name,
            Server = Server(server),
            Configured = [Server("10.96.0.1")!, Server("10.96.0.2")!],
            IsSecondHand = secondHand,
            OrderHash = order,
        });

    /// <summary>An answer for each family: "-" for a denial, "?" for a failure, else the addresses.</summary>
    public Rules Both(string v4, string v6, double ttl = 5)
    {
        ImmutableArray<PeerAnswer> families = [Family(v4, AddressFamily.InterNetwork, ttl), Family(v6, AddressFamily.InterNetworkV6, ttl)];
        var outcome = families.Any(family => family.Outcome == LookupOutcome.Unknown) ? LookupOutcome.Unknown
            : families.All(family => family.Outcome == LookupOutcome.Empty) ? LookupOutcome.Empty
            : LookupOutcome.Found;
        return Apply(new PeerAnswer
        {
            Outcome = outcome,
            Reason = outcome == LookupOutcome.Unknown ? LookupReason.FamilyFailed : LookupReason.None,
            Peers = families[0].Peers.Union(families[1].Peers),
            Ttl = TimeSpan.FromSeconds(ttl),
            Name = families.Select(family => family.Name).FirstOrDefault(name => name is not null),
            Families = families,
        });
    }

    /// <summary>A random part of an answer that is truncated over TCP.</summary>
    public Rules Part(IEnumerable<Peer> peers, int order, string? server = null) =>
        Apply(new PeerAnswer { Outcome = LookupOutcome.Unknown, Reason = LookupReason.Truncated, Peers = new AnsweredPeers(peers), Ttl = TimeSpan.FromSeconds(5), OrderHash = order, Server = Server(server) });

    /// <summary>What is said of peers under other names, in the turn of the last answer.</summary>
    public Rules Said(string addresses, bool isPresent, bool byRecords = false, double age = 0, string? server = null, bool reported = false, bool secondHand = false)
    {
        ImmutableArray<PeerStatement> statements = [.. addresses.Split(' ').Select(address =>
            new PeerStatement(IPAddress.Parse(address), isPresent, byRecords, TimeSpan.FromSeconds(age)) { Server = Server(server), IsSecondHand = secondHand })];
        var request = new EvidenceRequest { Reported = reported ? [.. statements.Select(statement => new Peer(statement.Address))] : [] };
        State = EvidenceStep.Apply(State, new PeerEvidence(statements, HasOwnNames: true), request, LastAnswer!, rules, new ClockReading(Elapsed, Start + Elapsed));
        return this;
    }

    public Rules Empty(double? ttl = 5, LookupReason reason = LookupReason.NxDomain) =>
        Apply(new PeerAnswer { Outcome = LookupOutcome.Empty, Reason = reason, Ttl = ttl is { } seconds ? TimeSpan.FromSeconds(seconds) : null });

    public Rules Unknown(LookupReason reason = LookupReason.ServFail, string peers = "") =>
        Apply(new PeerAnswer { Outcome = LookupOutcome.Unknown, Reason = reason, Peers = Of(peers) });

    /// <summary>Peers are found under no other name.</summary>
    public Rules HasNoOwnNames()
    {
        State = State with { HasOwnNames = false };
        return this;
    }

    public static string Range(int from, int to) => string.Join(' ', Enumerable.Range(from, to - from + 1).Select(n => $"10.0.{n / 256}.{n % 256}"));

    private static IPEndPoint? Server(string? address) => address is null ? null : new IPEndPoint(IPAddress.Parse(address), 53);

    private static PeerAnswer Family(string word, AddressFamily family, double ttl)
    {
        var outcome = word switch { "?" => LookupOutcome.Unknown, "-" => LookupOutcome.Empty, _ => LookupOutcome.Found };
        return new PeerAnswer
        {
            Outcome = outcome,
            Reason = word switch { "?" => LookupReason.ServFail, "-" => LookupReason.NoData, _ => LookupReason.None },
            Peers = outcome == LookupOutcome.Found ? Of(word) : AnsweredPeers.None,
            Ttl = TimeSpan.FromSeconds(ttl),
            Name = outcome == LookupOutcome.Found ? "web.shop.svc.cluster.local." : null,
            Family = family,
        };
    }

    private static AnsweredPeers Of(string peers) =>
        new(peers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('=')).Select(parts => parts.Length == 1
            ? Peer.Parse(parts[0])
            : new Peer(Peer.Parse(parts[0]).Address, Peer.Parse(parts[0]).Port, parts[1])));

    private Rules Apply(PeerAnswer answer)
    {
        LastAnswer = answer;
        State = MembershipTransition.Apply(State, answer, rules, new ClockReading(Elapsed, Start + Elapsed + WallClockJump) { AskedElapsed = asked ?? Elapsed });
        asked = null;
        return this;
    }
}
