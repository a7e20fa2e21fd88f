using System.Text.RegularExpressions;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>Separates the part of a fix that can be pasted as is (a field, an option, a line of a file) from the sentence around it.</summary>
internal static partial class Pasteable
{
    /// <summary>The sentence, and the text that can be pasted; either may be null.</summary>
    public static (string? Sentence, string? Paste) Split(string? fix)
    {
        if (fix is null)
        {
            return (null, null);
        }

        // As "only if …, in Service.spec:" with the field indented below it.
        var lines = fix.Split('\n');
        var indented = lines.Where(static line => line.StartsWith("  ", StringComparison.Ordinal)).Select(static line => line[2..]).ToArray();
        if (indented.Length > 0)
        {
            return (string.Join(' ', lines.Where(static line => !line.StartsWith("  ", StringComparison.Ordinal))), string.Join('\n', indented));
        }

        return Line().IsMatch(fix) ? (null, fix) : (fix, null);
    }

    [GeneratedRegex("""^([A-Za-z]+: \S+|--\S+( \S+)?|kubectl [^#]+?|nameserver \S+|options \S+|kubernetes \S+ \{.*\}|[A-Za-z]+ = (true|false|\d+|"[^"]*"))( +#.*)?$""")]
    private static partial Regex Line();
}
