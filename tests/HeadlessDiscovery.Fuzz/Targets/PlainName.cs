namespace HeadlessDiscovery.Fuzz.Targets;

/// <summary>What a name must be, written a second time, so that the first writing is not its own judge.</summary>
internal static class PlainName
{
    public static bool Is(string name) =>
        name.Length is > 0 and <= 253
        && name.Split('.').All(label => label.Length is > 0 and <= 63
            && label.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
            && !label.StartsWith('-')
            && !label.EndsWith('-'));
}
