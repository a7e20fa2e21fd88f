using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>Which peers to query by other names than the service's.</summary>
internal sealed record EvidenceRequest
{
    public static EvidenceRequest None { get; } = new();

    /// <summary>The peers to query by their own names.</summary>
    public ImmutableArray<Peer> Doubtful { get; init; } = [];

    /// <summary>Those of them that the application could not reach: where their own names are denied, the SRV set is queried in the same turn.</summary>
    public ImmutableArray<Peer> Reported { get; init; } = [];

    /// <summary>Present peers, one of which is queried beside the others: only where it is found do denials mean anything.</summary>
    public ImmutableArray<Peer> Controls { get; init; } = [];

    /// <summary>Those whom the SRV set is queried for.</summary>
    public ImmutableArray<Peer> InServiceRecords { get; init; } = [];

    /// <summary>Whether the SRV set is queried to learn which host names pods have: once they left, it no longer tells.</summary>
    public bool LearnsNames { get; init; }

    /// <summary>Whether the answer of this turn was truncated over TCP, so that own names alone tell who is there.</summary>
    public bool IsOfPart { get; init; }

    public bool IsEmpty => Doubtful.IsEmpty && InServiceRecords.IsEmpty && !LearnsNames;

    /// <summary>How many queries this takes, unless a control fails or a server does.</summary>
    public int Queries => Doubtful.Length + (Doubtful.IsEmpty ? 0 : 1) + (InServiceRecords.IsEmpty && Reported.IsEmpty && !LearnsNames ? 0 : 1);
}
