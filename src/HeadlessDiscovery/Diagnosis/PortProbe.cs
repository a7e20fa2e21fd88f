namespace HeadlessDiscovery;

/// <summary>One attempt to connect to one peer.</summary>
public sealed record PortProbe
{
    /// <summary>Creates a probe.</summary>
    /// <param name="peer">The peer, with its port.</param>
    /// <param name="state">The result.</param>
    /// <param name="duration">The time from the first packet to the result.</param>
    public PortProbe(Peer peer, PortState state, TimeSpan duration)
    {
        Peer = peer;
        State = state;
        Duration = duration;
    }

    /// <summary>The peer, with its port.</summary>
    public Peer Peer { get; init; }

    /// <summary>The result.</summary>
    public PortState State { get; init; }

    /// <summary>The time from the first packet to the result.</summary>
    public TimeSpan Duration { get; init; }
}

/// <summary>The result of connecting to a peer's port.</summary>
public enum PortState
{
    /// <summary>The connection was accepted.</summary>
    Open = 0,

    /// <summary>The connection was refused: no process is listening on the port.</summary>
    Refused,

    /// <summary>There was no response in time, or the network reported an error: the pod or a network policy drops the packets.</summary>
    Silent,
}
