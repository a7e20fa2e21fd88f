namespace HeadlessDiscovery;

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
