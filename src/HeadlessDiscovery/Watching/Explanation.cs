using System.Collections.Immutable;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Membership;
using HeadlessDiscovery.Options;

namespace HeadlessDiscovery.Watching;

/// <summary>A lookup and its effect in the public words.</summary>
internal static class Explanation
{
    public static LookupExplanation Of(LookupReport report, MembershipState before, MembershipState after, HeadlessPeersOptions options, OwnAddresses own, SecondOpinion? second = null)
    {
        // What this answer alone would make of an empty memory: who is self, and who would be listed.
        var answer = report.Answer;
        var named = after.Tracked.Where(tracked => Names(answer.Peers, tracked.Peer)).ToImmutableArray();
        var self = named.Any(tracked => tracked.IsSelf) ? SelfPresence.Present
            : answer.Outcome == LookupOutcome.Unknown ? SelfPresence.Unknown
            : SelfPresence.Absent;
        return new LookupExplanation
        {
            Plan = report.Plan,
            Outcome = answer.Outcome,
            Reason = answer.Reason,
            Name = answer.Name,
            Peers = [.. named.Where(tracked => options.IncludeSelf || !tracked.IsSelf).Select(tracked => tracked.Peer)],
            Self = self,
            Ttl = answer.Outcome == LookupOutcome.Unknown ? null : answer.Ttl,
            IsTruncated = answer.IsTruncated,
            ViaCname = report.ViaCname,
            Duration = report.Duration,
            Asked = report.ReadAsked(),
            Notes = [.. report.Notes.Select(note => note.Text)],
            NotesTold = report.Notes,
            SecondOpinion = second,
            HostNames = report.HostNames,
            NamedAddresses = report.NamedAddresses,
            OwnAddresses = own.All,
            OwnSource = own.Source,
            OwnProblems = own.Problems,
            IsStatic = answer.IsStatic,
            Effect = new PeerChange(before.Snapshot, after.Snapshot),
            Fingerprint = PeerFingerprint.Of([.. named.Where(tracked => options.Membership == PeerMembership.Member || !tracked.IsSelf).Select(tracked => tracked.Peer)]),
        };
    }

    private static bool Names(AnsweredPeers answered, Peer peer)
    {
        var (low, high) = (0, answered.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = answered.Compare(middle, peer);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }
}
