using System.Net;

namespace HeadlessDiscovery;

/// <summary>A statement about one address.</summary>
/// <param name="Address">The address.</param>
/// <param name="IsPresent">Whether it is listed; else it is denied.</param>
/// <param name="IsSecondKind">Whether it is the second kind of statement: the SRV set of the service, or that the peer's own name does not exist for the other family either. Else it is its own name in its own family.</param>
/// <param name="Age">How long ago it was made, as far as its TTL tells.</param>
internal sealed record PeerStatement(IPAddress Address, bool IsPresent, bool IsSecondKind, TimeSpan Age)
{
    /// <summary>The server that said it.</summary>
    public IPEndPoint? Server { get; init; }

    /// <summary>Whether another server that was queried before failed or had not answered.</summary>
    public bool IsSecondHand { get; init; }
}
