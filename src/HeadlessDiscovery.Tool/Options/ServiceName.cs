using System.Text.RegularExpressions;

namespace HeadlessDiscovery.Tool.Options;

/// <summary>Refuses what can never be the DNS name of a service, with what would be right.</summary>
internal static partial class ServiceName
{
    public static bool IsValid(string text)
    {
        var name = text.EndsWith('.') ? text[..^1] : text;

        // RFC 1035 §2.3.4: 63 bytes a label, 253 characters as text.
        return name.Length is > 0 and <= 253
            && name.Split('.').All(label => label.Length is > 0 and <= 63 && label.All(IsNameCharacter))
            && !Peer.TryParse(name, out _);
    }

    /// <summary>The arguments that are meant by a name with a scheme, a port or the labels of an SRV record; null for all else.</summary>
    public static string? Meant(string text)
    {
        if (Parts().Match(text) is not { Success: true } parts || !IsValid(parts.Groups["host"].Value))
        {
            return null;
        }

        var (host, srv, port) = (parts.Groups["host"].Value, parts.Groups["srv"], parts.Groups["port"]);
        return srv.Success ? $"{host} --srv {srv.Value}"
            : port.Success ? $"{host} --port {port.Value}"
            : parts.Groups["scheme"].Success ? host
            : null;
    }

    /// <summary>The name so that no search domain is tried.</summary>
    public static string Rooted(string text) => text.EndsWith('.') ? text : text + '.';

    [GeneratedRegex(@"^(?<scheme>[a-z][a-z0-9+.-]*://[^/]*/|[a-z][a-z0-9+.-]*://)?(?<srv>_[a-z0-9-]+\._(tcp|udp|sctp))?\.?(?<host>[^:/_.][^:/_]*)(:(?<port>[0-9]{1,5}))?/?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';
}
