using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>HTML written with interpolated strings: interpolated values are always encoded, whatever they contain.</summary>
internal sealed class HtmlText
{
    // Keeps Korean readable, and takes three bytes instead of eight.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder text = new(8192);

    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The handler writes to this instance.")]
    public void Add([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
    }

    /// <summary>Adds a text without encoding: only for constants of this package.</summary>
    public void Trusted(string constant) => text.Append(constant);

    public override string ToString() => text.ToString();

    /// <summary>Adds the constant parts without encoding, and encodes the others.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly StringBuilder text;

        public Markup(int literalLength, int formattedCount, HtmlText html)
        {
            _ = (literalLength, formattedCount);
            text = html.text;
        }

        public void AppendLiteral(string literal) => text.Append(literal);

        public void AppendFormatted(string? value) => text.Append(Encoder.Encode(value ?? string.Empty));

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable => AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));

        public void AppendFormatted(Peer peer) => AppendFormatted(peer.ToString());
    }
}
