using System.Net;
using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Tests.Membership;

/// <summary>The rules played by hand: answers in, snapshots out, time moved by the test.</summary>
internal sealed class Rules(int confirmations = 3, int holdSeconds = 15, bool includeSelf = false, PeerMembership membership = PeerMembership.Member, string? self = null)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly MembershipRules rules = new(
        confirmations, TimeSpan.FromSeconds(holdSeconds), includeSelf, membership, peer => self is not null && self.Split(' ').Select(Peer.Parse).Contains(peer));

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

    public Rules Found(string peers, double? ttl = 5, string name = "web.shop.svc.cluster.local.", string? server = null) =>
        Apply(new PeerAnswer
        {
            Outcome = LookupOutcome.Found,
            Peers = Of(peers),
            Ttl = ttl is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Name = name,
            Server = server is null ? null : new IPEndPoint(IPAddress.Parse(server), 53),
        });

    public Rules Empty(double? ttl = 5, LookupReason reason = LookupReason.NxDomain) =>
        Apply(new PeerAnswer { Outcome = LookupOutcome.Empty, Reason = reason, Ttl = ttl is { } seconds ? TimeSpan.FromSeconds(seconds) : null });

    public Rules Unknown(LookupReason reason = LookupReason.ServFail, string peers = "") =>
        Apply(new PeerAnswer { Outcome = LookupOutcome.Unknown, Reason = reason, Peers = Of(peers) });

    public static string Range(int from, int to) => string.Join(' ', Enumerable.Range(from, to - from + 1).Select(n => $"10.0.{n / 256}.{n % 256}"));

    private static AnsweredPeers Of(string peers) =>
        new(peers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('=')).Select(parts => parts.Length == 1
            ? Peer.Parse(parts[0])
            : new Peer(Peer.Parse(parts[0]).Address, Peer.Parse(parts[0]).Port, parts[1])));

    private Rules Apply(PeerAnswer answer)
    {
        LastAnswer = answer;
        State = MembershipTransition.Apply(State, answer, rules, new Moment(Elapsed, Start + Elapsed + WallClockJump) { AskedElapsed = asked ?? Elapsed });
        asked = null;
        return this;
    }
}
