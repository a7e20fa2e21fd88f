using System.Net;

namespace HeadlessDiscovery;

/// <summary>A statement about one address.</summary>
/// <param name="Address">The address.</param>
/// <param name="IsPresent">Whether it is listed; else it is denied.</param>
/// <param name="FromServiceRecords">Whether the SRV set of the service says so; else the peer's own name.</param>
/// <param name="Age">How long ago it was made, as far as its TTL tells.</param>
internal sealed record PeerStatement(IPAddress Address, bool IsPresent, bool FromServiceRecords, TimeSpan Age)
{
    /// <summary>The server that said it.</summary>
    public IPEndPoint? Server { get; init; }

    /// <summary>Whether another server that was queried before failed or had not answered.</summary>
    public bool IsSecondHand { get; init; }
}
