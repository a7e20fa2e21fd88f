using System.Collections.Immutable;

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
