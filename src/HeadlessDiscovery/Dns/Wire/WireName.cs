namespace HeadlessDiscovery.Transport.Wire;

/// <summary>Names in the bytes of a message (RFC 1035 §4.1.4): where they end, whether they can be read, and their text.</summary>
internal static class WireName
{
    /// <summary>RFC 1035 §2.3.4: length bytes and the root included.</summary>
    public const int MostOctets = 255;

    /// <summary>The longest text: every byte but the length bytes as <c>\DDD</c>.</summary>
    public const int MostCharacters = 4 * MostOctets;

    /// <summary>The byte after a name, without a look at where its pointer leads.</summary>
    public static bool TrySkip(ReadOnlySpan<byte> message, int at, out int end)
    {
        for (end = at; end < message.Length;)
        {
            int length = message[end++];
            if (length == 0)
            {
                return true;
            }

            if (length >= WireLabels.PointerBits)
            {
                return ++end <= message.Length;
            }

            if (length > WireLabels.MostLabel)
            {
                // RFC 6891 §5: the label types 01 and 10 have no meaning any more.
                return false;
            }

            end += length;
        }

        return false;
    }

    /// <summary>Whether a name can be read to its root: pointers lead backwards only, and the whole fits into 255 bytes.</summary>
    public static bool IsReadable(ReadOnlySpan<byte> message, int at)
    {
        var labels = new WireLabels(message, at);
        while (labels.MoveNext())
        {
        }

        return labels.IsAtRoot;
    }

    /// <summary>
    /// The text of a readable name, fully qualified: a dot or backslash inside a label is escaped, and every byte that is no printable ASCII is
    /// <c>\DDD</c> (RFC 4343 §2.1), so that two names with the same text are one name.
    /// </summary>
    /// <returns>How many characters there are.</returns>
    public static int Format(ReadOnlySpan<byte> message, int at, Span<char> text)
    {
        var written = 0;
        var labels = new WireLabels(message, at);
        while (labels.MoveNext())
        {
            foreach (var octet in labels.Current)
            {
                if (octet is > (byte)' ' and <= (byte)'~')
                {
                    if (octet is (byte)'.' or (byte)'\\')
                    {
                        text[written++] = '\\';
                    }

                    text[written++] = (char)octet;
                    continue;
                }

                text[written++] = '\\';
                text[written++] = (char)('0' + (octet / 100));
                text[written++] = (char)('0' + (octet / 10 % 10));
                text[written++] = (char)('0' + (octet % 10));
            }

            text[written++] = '.';
        }

        if (written == 0)
        {
            text[written++] = '.';
        }

        return written;
    }

    /// <summary>The place where the labels of a name begin, behind the pointers before them: equal for names that share their bytes.</summary>
    public static int Origin(ReadOnlySpan<byte> message, int at)
    {
        while (message[at] >= WireLabels.PointerBits)
        {
            at = WireLabels.Target(message, at);
        }

        return at;
    }
}
