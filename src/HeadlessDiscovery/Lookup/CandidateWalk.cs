using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Lookup;

/// <summary>Walks the candidates in order: a negative answer goes on to the next, Unknown stops (semantics S-16 to S-18).</summary>
internal static class CandidateWalk
{
    public static async ValueTask<PeerAnswer> AskAsync(
        IReadOnlyList<string> candidates, Func<string, ValueTask<PeerAnswer>> ask)
    {
        var (noData, isUnproven, isSecondHand) = (false, false, false);
        IPEndPoint? server = null;
        ImmutableArray<IPEndPoint> configured = [];
        ImmutableArray<LookupNote> notes = [];
        TimeSpan? ttl = TimeSpan.MaxValue;
        foreach (var candidate in candidates)
        {
            var answer = await ask(candidate).ConfigureAwait(false);
            if (answer.Outcome != LookupOutcome.Empty)
            {
                return answer;
            }

            notes = notes.AddRange(answer.Notes);
            noData |= answer.Reason == LookupReason.NoData;
            isUnproven |= answer.IsUnproven;
            isSecondHand |= answer.IsSecondHand;
            server = answer.Server;
            configured = answer.Configured;
            ttl = answer.Ttl is { } own && ttl is { } lowest ? (own < lowest ? own : lowest) : null;
        }

        // S-21: what exists without records outweighs what does not exist.
        return new PeerAnswer
        {
            Outcome = LookupOutcome.Empty,
            Reason = noData ? LookupReason.NoData : LookupReason.NxDomain,
            Ttl = ttl,
            Server = server,
            Configured = configured,
            IsSecondHand = isSecondHand,
            IsUnproven = isUnproven,
            Notes = notes,
        };
    }
}
