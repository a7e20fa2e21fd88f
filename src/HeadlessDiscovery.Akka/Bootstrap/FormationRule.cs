using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Akka.Bootstrap;

/// <summary>
/// Which pod may form a cluster: only the first of a complete, fresh and stable list of at least the required members. Every pod may join one.
/// If a list did not have to contain all required pods, two pods could each be the first in their own list, and two clusters never merge.
/// </summary>
internal sealed class FormationRule(int requiredMembers, TimeSpan stableFor, IPAddress self)
{
    private long version = -1;
    private TimeSpan unchangedSince;

    public Formation Next(PeerSnapshot snapshot, TimeSpan now)
    {
        if (snapshot.Version != version)
        {
            (version, unchangedSince) = (snapshot.Version, now);
        }

        // With two families, a pod is two members; remoting has one address, and therefore one family.
        ImmutableArray<Peer> members = [.. snapshot.Members.Where(member => member.Address.AddressFamily == self.AddressFamily)];
        var reason = WhyNot(snapshot, members) ?? (now - unchangedSince < stableFor ? $"the list has changed within {stableFor}" : null);
        return new Formation(reason is null ? members : [.. members.Where(member => !member.Address.Equals(self))], reason);
    }

    private string? WhyNot(PeerSnapshot snapshot, ImmutableArray<Peer> members) => snapshot switch
    {
        { IsResolved: false } => "DNS has not answered yet",
        { IsStale: true } => "DNS does not answer, and the list is the last good one",
        { IsTruncated: true } => "the DNS answer is truncated",
        { Held.IsEmpty: false } => $"the latest answer lacks {string.Join(", ", snapshot.Held)}, and the removal is not confirmed",
        _ when !members.Any(member => member.Address.Equals(self)) => $"DNS does not list this pod, {self}",
        _ when members.Length < requiredMembers => $"{members.Length} of {requiredMembers} required members are listed",
        _ => null,
    };
}
