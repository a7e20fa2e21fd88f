using System.Text;

namespace HeadlessDiscovery.Tool.Text;

/// <summary>Which language the text is in. Codes, JSON and option names are English in every language.</summary>
internal static class Language
{
    /// <summary>The first that speaks decides: <c>--lang</c>, <c>HEADLESS_PEERS_LANG</c>, <c>LC_ALL</c>, <c>LANG</c>.</summary>
    public static Words Choose(IReadOnlyList<string> arguments, Func<string, string?> variable, Encoding terminal)
    {
        if (Argument(arguments) is { } asked)
        {
            return Of(asked);
        }

        // A terminal that cannot show Hangul gets English unless Korean was asked for by name.
        foreach (var name in (string[])["HEADLESS_PEERS_LANG", "LC_ALL", "LANG"])
        {
            if (variable(name) is { Length: > 0 } value)
            {
                return name == "HEADLESS_PEERS_LANG" || terminal.IsUnicode() ? Of(value) : Words.English;
            }
        }

        return Words.English;
    }

    // By code page: the console's encoding is a wrapper without the type of what it wraps.
    public static bool IsUnicode(this Encoding encoding) => encoding.CodePage is 65001 or 1200 or 1201 or 12000 or 12001;

    /// <summary>The same encoding without a byte order mark.</summary>
    public static Encoding WithoutMark(this Encoding encoding) =>
        encoding.CodePage == 65001 ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : encoding;

    private static Words Of(string value) => value.StartsWith("ko", StringComparison.OrdinalIgnoreCase) ? Words.Korean : Words.English;

    // Read before the arguments are parsed, because the errors of parsing are told in it too.
    private static string? Argument(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--lang")
            {
                return i + 1 < arguments.Count ? arguments[i + 1] : null;
            }

            if (arguments[i].StartsWith("--lang=", StringComparison.Ordinal) || arguments[i].StartsWith("--lang:", StringComparison.Ordinal))
            {
                return arguments[i]["--lang=".Length..];
            }
        }

        return null;
    }
}
