namespace HeadlessDiscovery;

/// <summary>One try to connect to one peer.</summary>
public sealed record PortProbe
{
    /// <summary>Makes a probe.</summary>
    /// <param name="peer">The peer, with its port.</param>
    /// <param name="state">What came of it.</param>
    /// <param name="duration">From the first packet to the verdict.</param>
    public PortProbe(Peer peer, PortState state, TimeSpan duration)
    {
        Peer = peer;
        State = state;
        Duration = duration;
    }

    /// <summary>The peer, with its port.</summary>
    public Peer Peer { get; init; }

    /// <summary>What came of it.</summary>
    public PortState State { get; init; }

    /// <summary>From the first packet to the verdict.</summary>
    public TimeSpan Duration { get; init; }
}

/// <summary>What came of connecting to a peer's port.</summary>
public enum PortState
{
    /// <summary>The connection was accepted.</summary>
    Open = 0,

    /// <summary>The connection was refused: nobody listens there.</summary>
    Refused,

    /// <summary>Nothing came back in time, or the network gave up: the pod or a network policy swallows it.</summary>
    Silent,
}
