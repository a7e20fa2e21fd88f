using System.Collections.Immutable;

namespace HeadlessDiscovery.Lookup;

/// <summary>Decides what an alias in an answer stands for (semantics S-14, S-23).</summary>
internal static class AliasRule
{
    /// <summary>
    /// An alias that ends at a name which the cluster-suffix rule left out is that name and not a pod, so the candidate has nobody.
    /// CoreDNS autopath answers so for every headless Service without a ready pod: it goes on to the node's domains, where a wildcard may answer.
    /// </summary>
    /// <param name="name">The candidate that was queried.</param>
    /// <param name="answer">What it said.</param>
    /// <param name="leftOut">The names that the rule left out.</param>
    /// <returns>The answer itself, unless its alias ends at such a name.</returns>
    public static PeerAnswer Judge(string name, PeerAnswer answer, ImmutableArray<string> leftOut)
    {
        if (answer.Canonical is not { } end || answer.Peers.Count == 0 || !IsAtAny(end, leftOut))
        {
            return answer;
        }

        return answer with
        {
            Outcome = OutcomeOf(answer),
            Reason = ReasonOf(answer),
            Name = null,
            Peers = AnsweredPeers.None,
            Families = [.. answer.Families.Select(static family => family with { Outcome = OutcomeOf(family), Reason = ReasonOf(family), Name = null, Peers = AnsweredPeers.None })],
            Notes =
            [
                .. answer.Notes,
                new LookupNote(LookupNoteKind.LeftOutAlias, $"{name} is an alias of {end}, outside the cluster domain: its addresses are not peers. To use them, write the name with its trailing dot, or set RequireClusterSuffix = false.")
                {
                    About = name,
                    Value = end,

                    // Each candidate may be such an alias, and each may end elsewhere next time: to the service it is one thing.
                    Identity = $"{LookupNoteKind.LeftOutAlias}",
                },
            ],
        };
    }

    private static LookupOutcome OutcomeOf(PeerAnswer answer) => answer.Outcome == LookupOutcome.Found ? LookupOutcome.Empty : answer.Outcome;

    private static LookupReason ReasonOf(PeerAnswer answer) => answer.Outcome == LookupOutcome.Found ? LookupReason.NxDomain : answer.Reason;

    private static bool IsAtAny(string end, ImmutableArray<string> leftOut) => leftOut.Any(skipped => IsAt(end, skipped));

    // SRV: the port labels stand before the name at both ends of the alias.
    private static bool IsAt(string end, string skipped) =>
        string.Equals(end, skipped, StringComparison.OrdinalIgnoreCase)
        || (end.StartsWith('_') && end.EndsWith($".{skipped}", StringComparison.OrdinalIgnoreCase));
}
