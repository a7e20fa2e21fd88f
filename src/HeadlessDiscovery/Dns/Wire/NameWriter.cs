namespace HeadlessDiscovery.Transport.Wire;

/// <summary>Writes a fully qualified name as labels. It takes the escapes of <see cref="WireName.Format"/> back, so that a name is asked as it was read.</summary>
internal static class NameWriter
{
    /// <summary>False for an empty label, one above 63 bytes, more than 255 in all, a name without trailing dot, and an escape that is none.</summary>
    public static bool TryWrite(ReadOnlySpan<char> name, Span<byte> into, out int length)
    {
        length = 1;
        if (name is ".")
        {
            into[0] = 0;
            return true;
        }

        // The byte of the label that is being written, which holds its length.
        var label = 0;
        while (name.Length > 0)
        {
            if (name[0] == '.')
            {
                var octets = length - label - 1;
                if (octets is 0 or > WireLabels.MostLabel || length == WireName.MostOctets)
                {
                    return false;
                }

                into[label] = (byte)octets;
                label = length++;
                name = name[1..];
                continue;
            }

            if (!TryTake(ref name, out var octet) || length == WireName.MostOctets)
            {
                return false;
            }

            into[length++] = octet;
        }

        into[label] = 0;
        return label > 0 && length == label + 1;
    }

    private static bool TryTake(ref ReadOnlySpan<char> name, out byte octet)
    {
        var escaped = name[0] == '\\';
        var rest = escaped ? name[1..] : name;
        if (escaped && rest.Length >= 3 && char.IsAsciiDigit(rest[0]) && char.IsAsciiDigit(rest[1]) && char.IsAsciiDigit(rest[2]))
        {
            var value = ((rest[0] - '0') * 100) + ((rest[1] - '0') * 10) + rest[2] - '0';
            octet = (byte)value;
            name = rest[3..];
            return value <= byte.MaxValue;
        }

        if (rest.IsEmpty || !char.IsAscii(rest[0]))
        {
            octet = 0;
            return false;
        }

        octet = (byte)rest[0];
        name = rest[1..];
        return true;
    }
}
