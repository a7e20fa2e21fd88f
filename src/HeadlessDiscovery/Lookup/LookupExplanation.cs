using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>One lookup told step by step: what was read, what was asked, what came back, and what the membership rules would make of it.</summary>
public sealed class LookupExplanation
{
    /// <summary>The configuration, the candidates, and what was left out.</summary>
    public required LookupPlan Plan { get; init; }

    /// <summary>What the lookup established.</summary>
    public LookupOutcome Outcome { get; init; }

    /// <summary>Why it found nothing.</summary>
    public LookupReason Reason { get; init; }

    /// <summary>The fully qualified name that answered; <see langword="null"/> where none did.</summary>
    public string? Name { get; init; }

    /// <summary>What this one lookup says, this pod's address left out unless <see cref="HeadlessPeersOptions.IncludeSelf"/> is set. Sorted.</summary>
    public ImmutableArray<Peer> Peers { get; init; } = [];

    /// <summary>Whether this pod's address is in this answer.</summary>
    public SelfPresence Self { get; init; }

    /// <summary>The TTL of the answer, not clamped; <see langword="null"/> for Unknown.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>Whether the answer did not fit in 64 KiB over TCP.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Whether a CNAME led to the addresses: an ExternalName, or a server that walks the search list itself.</summary>
    public bool ViaCname { get; init; }

    /// <summary>From the departure of the first query to the arrival of the last reply, or to the end of the wait for one that did not come. Compiling code, opening sockets and reading messages are not part of it.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Every question, in the order of asking.</summary>
    public ImmutableArray<LookupQuestion> Asked { get; init; } = [];

    /// <summary>What is worth knowing about the answer: addresses that were left out, no such port name, looks like a ClusterIP service.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The names of the pods, from the SRV records of the service itself, where they were asked for: <c>web-0.web.shop.svc.cluster.local</c>. Sorted.</summary>
    /// <value>Empty where nobody asked, and for servers other than CoreDNS that have no such records.</value>
    public ImmutableArray<string> HostNames { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The addresses behind <see cref="HostNames"/>, each with its host name, and with its port where it counts: of two names with one address both are here.</summary>
    internal ImmutableArray<Peer> NamedAddresses { get; init; } = [];

    /// <summary>This pod's addresses by which this process is told from its peers.</summary>
    public ImmutableArray<Peer> OwnAddresses { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Where this pod's addresses come from: <c>SelfAddresses</c>, <c>POD_IPS</c>, <c>POD_IP</c>, <c>POD_IP, other family from interfaces</c> or <c>interfaces</c>; empty where it is not known.</summary>
    public string OwnSource { get; init; } = string.Empty;

    /// <summary>What the variables hold that is not an address.</summary>
    internal ImmutableArray<OwnVariableProblem> OwnProblems { get; init; } = [];

    /// <summary>Whether an Empty outcome is only what was said: the negative answer has no SOA record that proves it (RFC 2308 §2.2).</summary>
    public bool IsUnproven => Outcome == LookupOutcome.Empty && NotesTold.Any(static note => note.Kind == LookupNoteKind.UnprovenDenial);

    internal ImmutableArray<LookupNote> NotesTold { get; init; } = [];

    /// <summary>The name that answered, read once more by another reader; null where it was not.</summary>
    internal SecondOpinion? SecondOpinion { get; init; }

    /// <summary>An address of this process where it should be listed, and a verified answer does not list it; null otherwise.</summary>
    internal IPAddress? UnlistedOwnAddress =>
        Self == SelfPresence.Absent && Effect.Current.Membership == PeerMembership.Member && !IsStatic && OwnAddresses is [var own, ..] ? own.Address : null;

    /// <summary>The only address of the answer, where it is not this process by the address that its Service knows: a Service, a balancer or an interface may have it, and not a pod. Null otherwise.</summary>
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

    /// <summary>What the membership rules would make of this answer now; nothing is changed by explaining it.</summary>
    public required PeerChange Effect { get; init; }

    /// <summary>Eight hexadecimal digits over the members (peers and self) that this one lookup names, as <c>7f3a-91c2</c>.</summary>
    public string Fingerprint { get; init; } = PeerFingerprint.Of([]);

    /// <summary>The whole story as text, a step a line.</summary>
    /// <returns>Several lines, without a final line end.</returns>
    public override string ToString() => ExplanationText.Of(this);
}
