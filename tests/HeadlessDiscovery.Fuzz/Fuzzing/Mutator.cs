namespace HeadlessDiscovery.Fuzz.Fuzzing;

/// <summary>Makes a new input of an old one: one to eight changes, drawn from a seeded generator.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> tokens, int maxLength)
{
    private static readonly byte[] Edges = [0, 1, 2, 4, 12, 15, 16, 28, 33, 41, 63, 64, 127, 128, 191, 192, 254, 255];

    private readonly List<byte> bytes = [];

    public byte[] Next(byte[] from, byte[] other)
    {
        bytes.Clear();
        bytes.AddRange(from);
        for (var changes = 1 << random.Next(4); changes > 0; changes--)
        {
            Change(other);
        }

        if (bytes.Count > maxLength)
        {
            bytes.RemoveRange(maxLength, bytes.Count - maxLength);
        }

        return [.. bytes];
    }

    private void Change(byte[] other)
    {
        switch (random.Next(10))
        {
            case 0 when bytes.Count > 0:
                bytes[At()] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[At()] = Edges[random.Next(Edges.Length)];
                break;
            case 2:
                bytes.Insert(Gap(), (byte)random.Next(256));
                break;
            case 3 when bytes.Count > 0:
                var cut = At();
                bytes.RemoveRange(cut, Math.Min(1 + random.Next(16), bytes.Count - cut));
                break;
            case 4 when bytes.Count > 0:
                var start = At();
                bytes.InsertRange(Gap(), bytes.GetRange(start, Math.Min(1 + random.Next(64), bytes.Count - start)));
                break;
            case 5:
                bytes.InsertRange(Gap(), Token());
                break;
            case 6 when bytes.Count > 0:
                Overwrite(At(), Token());
                break;
            case 7 when bytes.Count > 0 && random.Next(4) == 0:
                Truncate();
                break;
            case 8 when bytes.Count > 1:
                // A length, a count or a pointer: two bytes a little or far off.
                Add(random.Next(bytes.Count - 1), random.Next(2) == 0 ? random.Next(-3, 4) : random.Next(65536));
                break;
            case 9 when other.Length > 0:
                var first = random.Next(other.Length);
                bytes.InsertRange(Gap(), other.AsSpan(first, Math.Min(1 + random.Next(64), other.Length - first)));
                break;
        }
    }

    private void Truncate()
    {
        var length = random.Next(bytes.Count);
        bytes.RemoveRange(length, bytes.Count - length);
    }

    private void Overwrite(int at, byte[] with)
    {
        for (var i = 0; i < with.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = with[i];
        }
    }

    private void Add(int at, int much)
    {
        var value = ((bytes[at] << 8) | bytes[at + 1]) + much;
        bytes[at] = (byte)(value >> 8);
        bytes[at + 1] = (byte)value;
    }

    private int At() => random.Next(bytes.Count);

    private int Gap() => random.Next(bytes.Count + 1);

    private byte[] Token() => tokens[random.Next(tokens.Count)];
}
