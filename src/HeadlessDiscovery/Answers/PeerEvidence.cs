using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>What DNS says about single peers under other names than the service's.</summary>
/// <param name="Statements">One for each peer and source that said something.</param>
/// <param name="HasOwnNames">Whether a present peer was found under its own name, which proves that peers have such names; null where it was not tried, or not decided.</param>
internal sealed record PeerEvidence(ImmutableArray<PeerStatement> Statements, bool? HasOwnNames)
{
    /// <summary>Whether the SRV set of the service gives pods host names other than their addresses with dashes; null where it was not queried.</summary>
    public bool? HasHostNames { get; init; }

    /// <summary>How many queries it took, those to a second server included.</summary>
    public int Queries { get; init; }

    public static PeerEvidence None { get; } = new([], null);
}

/// <summary>A statement about one address.</summary>
/// <param name="Address">The address.</param>
/// <param name="IsPresent">Whether it is listed; else it is denied.</param>
/// <param name="IsSecondKind">Whether it is the second kind of statement: the SRV set of the service, or that the peer's own name does not exist for the other family either. Else it is its own name in its own family.</param>
/// <param name="Age">How long ago it was made, as far as its TTL tells.</param>
internal sealed record PeerStatement(IPAddress Address, bool IsPresent, bool IsSecondKind, TimeSpan Age)
{
    /// <summary>The server that said it.</summary>
    public IPEndPoint? Server { get; init; }

    /// <summary>Whether another server that was queried before failed or had not answered.</summary>
    public bool IsSecondHand { get; init; }
}
