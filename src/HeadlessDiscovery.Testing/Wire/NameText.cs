using System.Globalization;
using System.Text;

namespace HeadlessDiscovery.Testing.Wire;

/// <summary>Names as text without the trailing dot; an byte that would be mistaken in text is <c>\DDD</c> (RFC 1035 §5.1).</summary>
internal static class NameText
{
    /// <summary>Reads an uncompressed name, as the first name of a message always is.</summary>
    public static string? Read(ReadOnlySpan<byte> message, ref int offset)
    {
        var start = offset;
        var text = new StringBuilder();
        while (offset < message.Length)
        {
            int length = message[offset++];
            if (length == 0)
            {
                return offset - start <= 255 ? text.ToString() : null;
            }

            if (length > 63 || offset + length > message.Length)
            {
                return null;
            }

            AppendLabel(text, message.Slice(offset, length));
            offset += length;
        }

        return null;
    }

    public static void WriteLabel(WireBuffer buffer, ReadOnlySpan<char> label)
    {
        buffer.WriteByte((byte)WireLength(label));
        for (var i = 0; i < label.Length; i++)
        {
            if (label[i] != '\\')
            {
                buffer.WriteByte((byte)label[i]);
                continue;
            }

            buffer.WriteByte(byte.Parse(label.Slice(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture));
            i += 3;
        }
    }

    public static int WireLength(ReadOnlySpan<char> label) => label.Length - (3 * label.Count('\\'));

    /// <summary>The form that names are compared in: lower case, no trailing dot.</summary>
    public static string Normal(string name)
    {
        var rooted = name.EndsWith('.') ? name[..^1] : name;
        return string.Create(rooted.Length, rooted, static (target, source) => Ascii.ToLower(source, target, out _));
    }

    private static void AppendLabel(StringBuilder text, ReadOnlySpan<byte> label)
    {
        if (text.Length > 0)
        {
            text.Append('.');
        }

        foreach (var value in label)
        {
            if (value is > 0x20 and < 0x7f and not (byte)'.' and not (byte)'\\')
            {
                text.Append((char)value);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\{value:D3}");
            }
        }
    }
}
