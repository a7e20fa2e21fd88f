namespace HeadlessDiscovery;

/// <summary>One try to connect to one peer.</summary>
/// <param name="Peer">The peer, with its port.</param>
/// <param name="State">What came of it.</param>
/// <param name="Duration">From the first packet to the verdict.</param>
public sealed record PortProbe(Peer Peer, PortState State, TimeSpan Duration);
