using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>HTML that is written with interpolated strings: what stands in braces is encoded, whatever DNS put into it.</summary>
internal sealed class HtmlText
{
    // Korean stays readable, and three bytes instead of eight.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder text = new(8192);

    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The handler writes to this instance.")]
    public void Add([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
    }

    /// <summary>Takes a text as it is: only constants of this package.</summary>
    public void Trusted(string constant) => text.Append(constant);

    public override string ToString() => text.ToString();

    /// <summary>Takes the constant parts as they are, and encodes the others.</summary>
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
