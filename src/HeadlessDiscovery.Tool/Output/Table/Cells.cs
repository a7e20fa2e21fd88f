namespace HeadlessDiscovery.Tool.Output.Table;

/// <summary>Text measured in the columns of a terminal: Hangul takes two a syllable.</summary>
internal static class Cells
{
    public static int Width(string text) => text.Sum(Width);

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>The text, or as much of it as fits before an ellipsis.</summary>
    public static string Crop(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var (length, used) = (0, 1);
        while (used + Width(text[length]) <= width)
        {
            used += Width(text[length++]);
        }

        return $"{text[..length]}…";
    }

    private static int Width(char character) => character is >= '\u1100' and (<= '\u115f' or (>= '\u2e80' and <= '\ud7a3') or (>= '\uf900' and <= '\uff60')) ? 2 : 1;
}
