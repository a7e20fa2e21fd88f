using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;

namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>A peer, spelled as <c>headless-peers</c> spells it.</summary>
/// <param name="Address">Without a scope, which means something on one machine only.</param>
/// <param name="Port">Null where it is not known.</param>
/// <param name="Host">The SRV target; null where A or AAAA was asked.</param>
/// <param name="State">present or held; missing where the state is no part of what is told.</param>
/// <param name="SeenSince">Since when it is there; missing where it was there before the recording began.</param>
internal sealed record PeerDocument(
    string Address,
    int? Port,
    string? Host,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? State = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SeenSince = null)
{
    public static PeerDocument Of(Peer peer) => new(Plain(peer.Address), peer.Port, peer.HostName);

    public static PeerDocument Of(Peer peer, PeerSnapshot snapshot, DateTimeOffset? seenSince = null) =>
        Of(peer) with { State = snapshot.Held.Contains(peer) ? "held" : "present", SeenSince = seenSince };

    private static string Plain(IPAddress address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } ? new IPAddress(address.GetAddressBytes()).ToString() : address.ToString();
}
