namespace HeadlessDiscovery.Tool.Options;

/// <summary>Refuses what can never be the DNS name of a service, with what would be right.</summary>
internal static class ServiceName
{
    public static bool IsValid(string text)
    {
        var name = text.EndsWith('.') ? text[..^1] : text;

        // RFC 1035 §2.3.4: 63 octets a label, 253 characters as text.
        return name.Length is > 0 and <= 253
            && name.Split('.').All(label => label.Length is > 0 and <= 63 && label.All(IsNameCharacter))
            && !Peer.TryParse(name, out _);
    }

    /// <summary>The name so that no search domain is tried.</summary>
    public static string Rooted(string text) => text.EndsWith('.') ? text : text + '.';

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';
}
