namespace HeadlessDiscovery.Testing.Wire;

/// <summary>Writes names, with pointers to what was written before where that is wanted.</summary>
internal sealed class NameWriter
{
    // RFC 1035 §4.1.4: a pointer has 14 bits.
    private const int OutOfReach = 0x4000;

    private readonly Dictionary<string, int> offsets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public NameWriter() => lookup = offsets.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Write(WireBuffer buffer, string name, bool mayPoint)
    {
        var rest = name.AsSpan();
        while (!rest.IsEmpty)
        {
            if (mayPoint && lookup.TryGetValue(rest, out var offset))
            {
                buffer.WriteUInt16(0xc000 | offset);
                return;
            }

            Remember(rest, buffer.Length);
            var label = FirstLabel(rest);
            NameText.WriteLabel(buffer, label);
            rest = After(rest, label);
        }

        buffer.WriteByte(0);
    }

    /// <summary>Makes a name that is in the message already a target of pointers.</summary>
    public void Remember(string name, int offset)
    {
        var rest = name.AsSpan();
        while (!rest.IsEmpty)
        {
            Remember(rest, offset);
            var label = FirstLabel(rest);
            offset += NameText.WireLength(label) + 1;
            rest = After(rest, label);
        }
    }

    private void Remember(ReadOnlySpan<char> suffix, int offset)
    {
        if (offset < OutOfReach)
        {
            lookup.TryAdd(suffix, offset);
        }
    }

    private static ReadOnlySpan<char> FirstLabel(ReadOnlySpan<char> name)
    {
        var dot = name.IndexOf('.');
        return dot < 0 ? name : name[..dot];
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> name, ReadOnlySpan<char> label) =>
        label.Length == name.Length ? default : name[(label.Length + 1)..];
}
