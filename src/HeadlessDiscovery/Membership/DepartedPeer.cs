using System.Collections.Immutable;

namespace HeadlessDiscovery.Membership;

/// <summary>A peer that was removed not long ago.</summary>
/// <param name="At">When.</param>
/// <param name="History">How often it had come back.</param>
/// <param name="DeniedBorn">When the latest denial of its own name was made: an answer from before does not bring it back.</param>
internal sealed record DepartedPeer(TimeSpan At, PeerHistory? History, TimeSpan? DeniedBorn)
{
    /// <summary>Adds those who leave, and forgets those who left long ago.</summary>
    public static ImmutableDictionary<Peer, DepartedPeer> Remember(ImmutableDictionary<Peer, DepartedPeer> departed, IReadOnlyCollection<TrackedPeer> leaving, TimeSpan now)
    {
        if (leaving.Count == 0)
        {
            return departed;
        }

        var builder = departed.ToBuilder();
        builder.RemoveRange(departed.Where(entry => now - entry.Value.At > PeerHistory.Memory).Select(entry => entry.Key));
        foreach (var peer in leaving)
        {
            builder[peer.Peer] = new DepartedPeer(now, peer.History, peer.Hold?.DeniedBorn);
        }

        return builder.ToImmutable();
    }
}
