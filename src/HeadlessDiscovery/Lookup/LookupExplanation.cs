using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>One lookup, explained step by step: the configuration, the queries, their answers, and the effect that the membership rules would derive from them.</summary>
public sealed class LookupExplanation
{
    /// <summary>The configuration, the candidates, and the skipped names.</summary>
    public required LookupPlan Plan { get; init; }

    /// <summary>The outcome of the lookup.</summary>
    public LookupOutcome Outcome { get; init; }

    /// <summary>Why it found nothing.</summary>
    public LookupReason Reason { get; init; }

    /// <summary>The fully qualified name that resolved; <see langword="null"/> if none did.</summary>
    public string? Name { get; init; }

    /// <summary>The peers in the answer of this lookup, sorted; without this pod's address unless <see cref="HeadlessPeersOptions.IncludeSelf"/> is set.</summary>
    public ImmutableArray<Peer> Peers { get; init; } = [];

    /// <summary>Whether this pod's address is in this answer.</summary>
    public SelfPresence Self { get; init; }

    /// <summary>The TTL of the answer, not clamped; <see langword="null"/> for Unknown.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>Whether the answer did not fit in 64 KiB over TCP.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Whether the addresses were reached through a CNAME: an ExternalName, or a server that applies the search list itself.</summary>
    public bool ViaCname { get; init; }

    /// <summary>The time from sending the first query to receiving the last answer, or to the end of the wait if there was no answer. It does not include compiling code, opening sockets or parsing messages.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Every query, in order.</summary>
    public ImmutableArray<LookupQuestion> Asked { get; init; } = [];

    /// <summary>Notes about the answer: addresses that were ignored, no such port name, looks like a ClusterIP service.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The names of the pods, from the SRV records of the service itself, if these were queried: <c>web-0.web.shop.svc.cluster.local</c>. Sorted.</summary>
    /// <value>Empty if they were not queried, and for servers other than CoreDNS that do not have such records.</value>
    public ImmutableArray<string> HostNames { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The addresses of <see cref="HostNames"/>, each with its host name, and with its port if ports are used. If two names have the same address, both are listed.</summary>
    internal ImmutableArray<Peer> NamedAddresses { get; init; } = [];

    /// <summary>This pod's addresses, which distinguish this process from its peers.</summary>
    public ImmutableArray<Peer> OwnAddresses { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Where this pod's addresses come from: <c>SelfAddresses</c>, <c>POD_IPS</c>, <c>POD_IP</c>, <c>POD_IP, other family from interfaces</c> or <c>interfaces</c>; empty if unknown.</summary>
    public string OwnSource { get; init; } = string.Empty;

    /// <summary>The values of the variables that are not addresses.</summary>
    internal ImmutableArray<OwnVariableProblem> OwnProblems { get; init; } = [];

    /// <summary>Whether an Empty outcome is unproven: the negative answer has no SOA record (RFC 2308 §2.2).</summary>
    public bool IsUnproven => Outcome == LookupOutcome.Empty && NotesTold.Any(static note => note.Kind == LookupNoteKind.UnprovenDenial);

    internal ImmutableArray<LookupNote> NotesTold { get; init; } = [];

    /// <summary>The resolved name, queried once more with another DNS client; null if it was not.</summary>
    internal SecondOpinion? SecondOpinion { get; init; }

    /// <summary>An address of this process that should be listed, but is not in a verified answer; null otherwise.</summary>
    internal IPAddress? UnlistedOwnAddress =>
        Self == SelfPresence.Absent && Effect.Current.Membership == PeerMembership.Member && !IsStatic && OwnAddresses is [var own, ..] ? own.Address : null;

    /// <summary>The only address of the answer, if it is not the address under which the Service knows this process: it may belong to a Service, a load balancer or an interface instead of a pod. Null otherwise.</summary>
    internal IPAddress? VirtualAddress
    {
        get
        {
            if (Outcome != LookupOutcome.Found || IsStatic || Effect.Current is { Self: SelfPresence.Present, IsSelfUncertain: false })
            {
                return null;
            }

            IPAddress[] all = [.. Peers.Concat(Effect.Current.Members).Select(peer => peer.Address).Distinct()];
            return all is [var one] ? one : null;
        }
    }

    /// <summary>Whether the peers are those of <see cref="HeadlessPeersOptions.StaticPeers"/>, so that no query was sent.</summary>
    internal bool IsStatic { get; init; }

    /// <summary>The effect that the membership rules would derive from this answer now; explaining it changes nothing.</summary>
    public required PeerChange Effect { get; init; }

    /// <summary>The fingerprint of the members (peers and self) that this lookup lists: eight hexadecimal digits, such as <c>7f3a-91c2</c>.</summary>
    public string Fingerprint { get; init; } = PeerFingerprint.Of([]);

    /// <summary>The whole explanation as text, one step per line.</summary>
    /// <returns>Several lines, without a trailing line break.</returns>
    public override string ToString() => ExplanationText.Of(this);
}
