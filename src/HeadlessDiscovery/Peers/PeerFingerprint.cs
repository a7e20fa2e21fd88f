using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HeadlessDiscovery;

/// <summary>The fingerprint of docs/cli.md: the first eight hexadecimal digits of SHA-256 over the sorted members.</summary>
internal static class PeerFingerprint
{
    public static string Of(ImmutableArray<Peer> members)
    {
        var text = new StringBuilder();
        foreach (var member in members)
        {
            var address = member.Address.ScopeId() == 0 ? member.Address.ToString() : member.ToHostString()[1..^1];
            text.Append(CultureInfo.InvariantCulture, $"{address}|{member.Port}\n");
        }

        var digits = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 4));
        return $"{digits[..4]}-{digits[4..]}";
    }

    private static long ScopeId(this System.Net.IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? address.ScopeId : 0;
}
