using System.Buffers;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>What makes a domain name unusable in a question: the rules that service names and search domains share.</summary>
internal static class DomainLabels
{
    /// <summary>The longest name without its trailing dot; RFC 1035 §2.3.4 allows 255 bytes on the wire.</summary>
    public const int MaxName = 253;

    private const int MaxLabel = 63;

    // Underscore is legal: _http._tcp.web (RFC 2782).
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Says what is wrong, as the rest of a sentence that starts with the name; null where nothing is.</summary>
    /// <param name="name">The name without its trailing dot.</param>
    public static string? Problem(ReadOnlySpan<char> name)
    {
        if (name.IndexOfAnyExcept(Allowed) is var bad and >= 0)
        {
            return $"has the character {PrintableText.Quoted(name.Slice(bad, 1))}; only letters, digits, '-' and '_' of ASCII are allowed in a label";
        }

        if (name.Length > MaxName)
        {
            return $"has {name.Length} characters; a name has at most {MaxName} without its trailing dot";
        }

        foreach (var range in name.Split('.'))
        {
            var label = name[range];
            if (label.IsEmpty)
            {
                return "has an empty label; single dots separate labels, and at least one label is needed";
            }

            if (label.Length > MaxLabel)
            {
                return $"has a label of {label.Length} characters; a label has at most {MaxLabel}";
            }

            if (label[0] == '-' || label[^1] == '-')
            {
                return $"has the label {PrintableText.Quoted(label)}; a label neither starts nor ends with '-'";
            }
        }

        return null;
    }
}
