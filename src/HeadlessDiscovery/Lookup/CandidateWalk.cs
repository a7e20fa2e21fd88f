using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Walks the candidates in order: a negative answer goes on to the next, Unknown stops (semantics S-16 to S-18).</summary>
internal static class CandidateWalk
{
    public static async ValueTask<CandidateAnswer> AskAsync(
        IReadOnlyList<string> candidates, Func<string, ValueTask<CandidateAnswer>> ask)
    {
        var noData = false;
        TimeSpan? ttl = TimeSpan.MaxValue;
        foreach (var candidate in candidates)
        {
            var answer = await ask(candidate).ConfigureAwait(false);
            if (answer.Outcome != LookupOutcome.Empty)
            {
                return answer;
            }

            noData |= answer.Reason == LookupReason.NoData;
            ttl = answer.Ttl is { } own && ttl is { } lowest ? (own < lowest ? own : lowest) : null;
        }

        // S-21: what exists without records outweighs what does not exist.
        return new CandidateAnswer { Outcome = LookupOutcome.Empty, Reason = noData ? LookupReason.NoData : LookupReason.NxDomain, Ttl = ttl };
    }
}
