using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery;

/// <summary>One pod of a headless service. Its identity is address and port; the host name (from SRV) is data.</summary>
/// <remarks>Immutable. Peers are ordered by family (IPv4 first), address bytes, and port (unknown first), so every pod has the same order.</remarks>
public sealed class Peer : IEquatable<Peer>, IComparable<Peer>
{
    /// <summary>Creates a peer.</summary>
    /// <param name="address">IPv4 or IPv6; an IPv4-mapped address becomes IPv4.</param>
    /// <param name="port">0 to 65535, or <see langword="null"/> if unknown.</param>
    /// <param name="hostName">The SRV target without its trailing dot, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is outside 0 to 65535.</exception>
    public Peer(IPAddress address, int? port = null, string? hostName = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            throw new ArgumentOutOfRangeException(nameof(port), port, "A port is 0 to 65535, or null where it is not known.");
        }

        Address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Port = port;
        HostName = hostName;
    }

    /// <summary>The address. An IPv6 scope is kept for connecting, and is not part of the identity.</summary>
    public IPAddress Address { get; }

    /// <summary>The port from SRV or <see cref="HeadlessPeersOptions.Port"/>; <see langword="null"/> if neither is set.</summary>
    public int? Port { get; }

    /// <summary>The SRV target, for example <c>web-0.web.shop.svc.cluster.local</c>; <see langword="null"/> if A or AAAA records were queried.</summary>
    public string? HostName { get; }

    /// <summary>Whether two peers are the same peer.</summary>
    /// <param name="left">A peer or null.</param>
    /// <param name="right">A peer or null.</param>
    /// <returns><see langword="true"/> when both are null, or equal by <see cref="Equals(Peer)"/>.</returns>
    public static bool operator ==(Peer? left, Peer? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two peers are different peers.</summary>
    /// <param name="left">A peer or null.</param>
    /// <param name="right">A peer or null.</param>
    /// <returns>The opposite of <c>==</c>.</returns>
    public static bool operator !=(Peer? left, Peer? right) => !(left == right);

    /// <summary>Whether one peer sorts before another.</summary>
    /// <param name="left">A peer or null.</param>
    /// <param name="right">A peer or null.</param>
    /// <returns><see langword="true"/> when <paramref name="left"/> comes first; null comes before every peer.</returns>
    public static bool operator <(Peer? left, Peer? right) => left is null ? right is not null : left.CompareTo(right) < 0;

    /// <summary>Whether one peer sorts after another.</summary>
    /// <param name="left">A peer or null.</param>
    /// <param name="right">A peer or null.</param>
    /// <returns><see langword="true"/> when <paramref name="right"/> comes first.</returns>
    public static bool operator >(Peer? left, Peer? right) => right < left;

    /// <summary>Whether one peer sorts before another or is the same.</summary>
    /// <param name="left">A peer or null.</param>
    /// <param name="right">A peer or null.</param>
    /// <returns>The opposite of <c>&gt;</c>.</returns>
    public static bool operator <=(Peer? left, Peer? right) => !(right < left);

    /// <summary>Whether one peer sorts after another or is the same.</summary>
    /// <param name="left">A peer or null.</param>
    /// <param name="right">A peer or null.</param>
    /// <returns>The opposite of <c>&lt;</c>.</returns>
    public static bool operator >=(Peer? left, Peer? right) => !(left < right);

    /// <summary>Parses <c>10.0.0.1</c>, <c>10.0.0.1:5000</c>, <c>fd00::1</c>, <c>[fd00::1]</c> or <c>[fd00::1]:5000</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The peer, without a host name.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException"><paramref name="text"/> is none of these.</exception>
    public static Peer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var peer)
            ? peer
            : throw new FormatException($"'{text}' is not an address with an optional port, such as 10.0.0.1:5000 or [fd00::1]:5000.");
    }

    /// <summary>Parses the same formats as <see cref="Parse"/>, without throwing an exception.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="peer">The peer, if the result is <see langword="true"/>.</param>
    /// <returns>Whether <paramref name="text"/> is an address with an optional port.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Peer? peer)
    {
        peer = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var (host, port) = SplitPort(text);
        if (!StrictAddress.TryParse(host, out var address))
        {
            return false;
        }

        if (port is null)
        {
            peer = new Peer(address);
            return true;
        }

        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        peer = new Peer(address, number);
        return true;
    }

    /// <summary>Returns the endpoint to connect to.</summary>
    /// <param name="defaultPort">The port to use if <see cref="Port"/> is null.</param>
    /// <returns>A new endpoint, because endpoints are mutable.</returns>
    /// <exception cref="InvalidOperationException">Neither <see cref="Port"/> nor <paramref name="defaultPort"/> is set.</exception>
    public IPEndPoint ToEndPoint(int? defaultPort = null) => new(Address, Port ?? defaultPort
        ?? throw new InvalidOperationException($"The port of peer {this} is not known: set HeadlessPeersOptions.Port or PortName, or give a default."));

    /// <summary>Returns the address as the host of a URI, with IPv6 in brackets and without scope.</summary>
    /// <returns>For example <c>10.0.0.1</c> or <c>[fd00::1]</c>.</returns>
    public string ToHostString() => Address.AddressFamily == AddressFamily.InterNetworkV6
        ? $"[{(Address.ScopeId == 0 ? Address : new IPAddress(Address.GetAddressBytes()))}]"
        : Address.ToString();

    /// <summary>Whether the other peer has the same address and port.</summary>
    /// <param name="other">A peer or null.</param>
    /// <returns><see langword="false"/> for null.</returns>
    public bool Equals(Peer? other) => ReferenceEquals(this, other) || (other is not null && CompareTo(other) == 0);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Peer);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(AddressOrder.Hash(Address), Port);

    /// <summary>Orders by family (IPv4 first), address bytes, port (unknown first).</summary>
    /// <param name="other">A peer or null, which comes first.</param>
    /// <returns>Below zero, zero or above zero, as usual.</returns>
    public int CompareTo(Peer? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byAddress = AddressOrder.Compare(Address, other.Address);
        return byAddress != 0 ? byAddress : Nullable.Compare(Port, other.Port);
    }

    /// <summary>The peer as the authority of a URI, which <see cref="Parse"/> accepts: <c>$"http://{peer}/"</c> is correct for IPv6 as well.</summary>
    /// <returns>For example <c>10.0.0.1</c>, <c>10.0.0.1:5000</c>, <c>[fd00::1]</c> or <c>[fd00::1]:5000</c>. Without the scope of a link-local address, which <see cref="Address"/> keeps.</returns>
    public override string ToString() => Port is { } port
        ? string.Create(CultureInfo.InvariantCulture, $"{ToHostString()}:{port}")
        : ToHostString();

    private static (string Host, string? Port) SplitPort(string text)
    {
        if (text[0] == '[')
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            return close switch
            {
                < 0 => (text, null),
                _ when close == text.Length - 1 => (text[1..close], null),
                _ when text[close + 1] == ':' => (text[1..close], text[(close + 2)..]),
                _ => (text, null),
            };
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon == text.LastIndexOf(':') ? (text[..colon], text[(colon + 1)..]) : (text, null);
    }
}
