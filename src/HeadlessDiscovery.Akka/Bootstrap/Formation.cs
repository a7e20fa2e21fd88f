using System.Collections.Immutable;

namespace HeadlessDiscovery.Akka.Bootstrap;

/// <summary>What a pod that is not in a cluster may do now.</summary>
/// <param name="Seeds">The pods to contact, with this one first if it may form a cluster itself; empty while there are none.</param>
/// <param name="Reason">Why no cluster may be formed; <see langword="null"/> if one may.</param>
internal sealed record Formation(ImmutableArray<Peer> Seeds, string? Reason)
{
    public bool MayForm => Reason is null;

    public bool SameAs(Formation? other) => other is not null && MayForm == other.MayForm && Seeds.SequenceEqual(other.Seeds);
}
