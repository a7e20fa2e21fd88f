using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery;

/// <summary>Reads an address literal as people write it, without the inet_aton forms that .NET also takes.</summary>
internal static class StrictAddress
{
    /// <summary>Reads four decimal parts without leading zeros, or an IPv6 literal with an optional scope; an IPv4-mapped one becomes IPv4.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;

        // IPAddress.TryParse takes "[::1]:5353" and drops the port.
        if (text.IsEmpty || text[0] == '[' || !IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        if (parsed.AddressFamily == AddressFamily.InterNetwork && !IsDottedQuad(text))
        {
            return false;
        }

        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return true;
    }

    // IPAddress.TryParse also takes 10.1, 0x0a000001 and octal 010.0.0.1.
    private static bool IsDottedQuad(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.IsEmpty || part.Length > 3 || part.ContainsAnyExceptInRange('0', '9') || (part.Length > 1 && part[0] == '0'))
            {
                return false;
            }

            parts++;
        }

        return parts == 4;
    }
}
