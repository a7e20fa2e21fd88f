using System.ComponentModel.DataAnnotations;

namespace Gossip.Rounds;

/// <summary>How much is talked. Bound from the section <c>Gossip</c>.</summary>
internal sealed class GossipOptions
{
    /// <summary>The time between two rounds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many peers, picked at random, a node asks in each round.</summary>
    [Range(1, 100)]
    public int Fanout { get; set; } = 3;

    /// <summary>How long one peer may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan PeerTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
