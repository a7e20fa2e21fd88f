using System.Globalization;
using System.Text;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Shows a value of the file inside a sentence: quoted, short, and without characters that could disturb a log.</summary>
internal static class PrintableText
{
    private const int MaxLength = 64;

    public static string Quoted(ReadOnlySpan<char> value)
    {
        var text = new StringBuilder().Append('\'');
        foreach (var character in value[..Math.Min(value.Length, MaxLength)])
        {
            if (character is >= ' ' and <= '~')
            {
                text.Append(character);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
        }

        return text.Append(value.Length > MaxLength ? "...'" : "'").ToString();
    }
}
