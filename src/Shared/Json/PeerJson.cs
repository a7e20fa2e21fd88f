using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace HeadlessDiscovery.Json;

/// <summary>A peer: its address, port and host name.</summary>
internal static class PeerJson
{
    public static void WritePeers(this Utf8JsonWriter json, string name, IEnumerable<Peer> peers) => json.WriteObjects(name, peers, json.Write);

    /// <summary>The peers of a snapshot, each present or held.</summary>
    /// <param name="json">Where to write.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="more">Writes what follows the state.</param>
    public static void WritePeers(this Utf8JsonWriter json, PeerSnapshot snapshot, Action<Peer>? more = null) => json.WriteObjects("peers", snapshot, peer =>
    {
        json.Write(peer);
        json.WriteString("state", snapshot.Held.Contains(peer) ? "held" : "present");
        more?.Invoke(peer);
    });

    public static void Write(this Utf8JsonWriter json, Peer peer)
    {
        json.WriteString("address", Plain(peer.Address));
        json.WriteOptional("port", peer.Port);
        json.WriteString("host", peer.HostName);
    }

    // A scope means something on one machine only, and is no part of a peer's identity.
    private static string Plain(IPAddress address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } ? new IPAddress(address.GetAddressBytes()).ToString() : address.ToString();
}
