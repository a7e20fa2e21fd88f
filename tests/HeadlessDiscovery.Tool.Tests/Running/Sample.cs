using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Tool.Tests.Running;

/// <summary>Values that a lookup could have given.</summary>
internal static class Sample
{
    public const string Name = "orders.shop.svc.cluster.local.";

    public static readonly DateTimeOffset At = new(2026, 11, 23, 14, 3, 7, 120, TimeSpan.Zero);

    public static LookupPlan Plan() => new()
    {
        ServiceName = "orders",
        Configuration = Configuration(),
        Candidates = [Name, "orders.svc.cluster.local.", "orders.cluster.local."],
        Skipped = [new SkippedCandidate("orders.example.com.", "outside the cluster domain cluster.local. To query it anyway, write it with a trailing dot, or set RequireClusterSuffix = false.") { IsOutsideCluster = true }],
        ClusterZone = "cluster.local",
    };

    public static ResolverConfiguration Configuration(string? path = "/etc/resolv.conf") => new()
    {
        Path = path,
        NameServers = [new IPEndPoint(IPAddress.Parse("10.96.0.10"), 53), new IPEndPoint(IPAddress.Parse("fd00::a"), 5353)],
        Search = ["shop.svc.cluster.local", "svc.cluster.local", "cluster.local", "."],
        Ndots = 5,
        Timeout = TimeSpan.FromMilliseconds(2500),
        Attempts = 2,
        Diagnostics = [new ConfigurationDiagnostic(4, "The option 'nodots:5' is not known.")],
    };

    public static LookupExplanation Found(params string[] peers) => Explained(LookupOutcome.Found, LookupReason.None, peers);

    public static LookupExplanation Empty(LookupReason reason = LookupReason.NxDomain) => Explained(LookupOutcome.Empty, reason);

    public static LookupExplanation Unknown(LookupReason reason = LookupReason.ServFail) => Explained(LookupOutcome.Unknown, reason);

    public static LookupExplanation Explained(LookupOutcome outcome, LookupReason reason, string[]? peers = null, SelfPresence self = SelfPresence.Absent, string? host = null, ImmutableArray<string> notes = default)
    {
        ImmutableArray<Peer> all = [.. (peers ?? []).Select(Peer.Parse).Select(peer => new Peer(peer.Address, peer.Port, host))];
        return new LookupExplanation
        {
            Plan = Plan(),
            Outcome = outcome,
            Reason = reason,
            Name = outcome == LookupOutcome.Found ? Name : null,
            Peers = all,
            Self = outcome == LookupOutcome.Unknown ? SelfPresence.Unknown : self,
            Ttl = outcome == LookupOutcome.Unknown ? null : TimeSpan.FromSeconds(5),
            Duration = TimeSpan.FromMilliseconds(0.9),
            Asked =
            [
                new LookupQuestion
                {
                    Name = Name,
                    Type = "A",
                    Server = new IPEndPoint(IPAddress.Parse("10.96.0.10"), 53),
                    Transport = "udp",
                    Result = reason.ToCode() ?? "answer",
                    Records = all.Length,
                    Ttl = outcome == LookupOutcome.Unknown ? null : TimeSpan.FromSeconds(5),
                    Duration = TimeSpan.FromMilliseconds(0.8),
                },
            ],
            Notes = notes.IsDefault ? [] : notes,
            Effect = new PeerChange(PeerSnapshot.Unresolved, PeerSnapshot.Unresolved),
            Fingerprint = "7f3a-91c2",
        };
    }

    public static PeerSnapshot Snapshot(long version, params string[] peers) => Held(version, [], peers);

    public static PeerSnapshot Held(long version, string[] held, params string[] peers) => new(peers.Select(Peer.Parse))
    {
        Version = version,
        IsResolved = true,
        ResolvedAt = At,
        ExpiresAt = At.AddSeconds(5),
        ResolvedName = Name,
        Self = SelfPresence.Present,
        Held = [.. held.Select(Peer.Parse)],
        LastOutcome = LookupOutcome.Found,
    };

    /// <summary>Peers with their host names, each <c>ADDRESS=HOST</c>.</summary>
    public static PeerSnapshot Hosts(long version, params string[] peers) => new(peers.Select(one => one.Split('=')).Select(one => new Peer(IPAddress.Parse(one[0]), 5000, one[1])))
    {
        Version = version,
        IsResolved = true,
        ResolvedAt = At,
        ExpiresAt = At.AddSeconds(5),
        ResolvedName = Name,
        Self = SelfPresence.Present,
        LastOutcome = LookupOutcome.Found,
    };

    public static PeerSnapshot Stale(long version, params string[] peers) => new(peers.Select(Peer.Parse))
    {
        Version = version,
        IsResolved = true,
        ResolvedAt = At,
        ExpiresAt = At.AddSeconds(5),
        StaleSince = At.AddSeconds(6),
        ResolvedName = Name,
        Self = SelfPresence.Present,
        LastOutcome = LookupOutcome.Unknown,
        LastReason = LookupReason.ServFail,
    };
}
