using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Reads name servers: an address in the file, and <c>IP</c>, <c>IP:PORT</c> or <c>[IPv6]:PORT</c> in the options.</summary>
internal static class NameServerText
{
    public const int DefaultPort = 53;

    // 45 characters of address, '%', and an interface name of at most 15 on Linux; longer ones elsewhere.
    private const int MaxLength = 128;

    /// <summary>Reads an address; <paramref name="unknownScope"/> tells that the interface after '%' is not there and the scope became 0.</summary>
    public static bool TryParseAddress(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address, out bool unknownScope)
    {
        address = null;
        unknownScope = false;

        if (!IsPlain(text) || !StrictAddress.TryParse(text, out address))
        {
            return false;
        }

        var percent = text.IndexOf('%');
        unknownScope = percent >= 0
            && address.AddressFamily == AddressFamily.InterNetworkV6
            && address.ScopeId == 0
            && text[(percent + 1)..] is not "0";
        return true;
    }

    public static bool TryParseEndPoint(string? text, [NotNullWhen(true)] out IPEndPoint? endPoint)
    {
        endPoint = null;
        if (text is null || !IsPlain(text) || !Peer.TryParse(text, out var peer) || peer.Port == 0)
        {
            return false;
        }

        endPoint = new(peer.Address, peer.Port ?? DefaultPort);
        return true;
    }

    // .NET hands the scope to the system as it is, which reads "%lo\0x" as "%lo".
    private static bool IsPlain(ReadOnlySpan<char> text) => text.Length <= MaxLength && !text.ContainsAnyExceptInRange('!', '~');
}
