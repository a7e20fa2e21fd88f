using System.Net;
using System.Text;

namespace HeadlessDiscovery.Fuzz.Wire;

/// <summary>
/// A second reader of DNS messages, which knows nothing of the first: it judges what was accepted.
/// Names are bytes in lower case, joined by dots. Four liberties of DnsClient are taken here too, as they let nobody say what he could not say anyway:
/// label types 01 and 10 are read as pointers, a pointer beyond its buffer is the length of a long label,
/// one past the end of the message ends the name, and a dot inside a label is a dot.
/// </summary>
internal sealed class StrictMessage
{
    private const int MaxJumps = 128;
    private const int LongLabels = 4095;

    private readonly byte[] bytes;
    private int at = 12;

    private StrictMessage(byte[] bytes)
    {
        this.bytes = bytes;
    }

    public int Flags => Number(2);

    public bool IsResponse => (Flags & 0x8000) != 0;

    public int Operation => (Flags >> 11) & 0xF;

    public int ResponseCode => Flags & 0xF;

    public List<(string? Name, int Type, int Class)> Questions { get; } = [];

    public List<StrictRecord> Answers { get; } = [];

    public List<StrictRecord> Authorities { get; } = [];

    public List<StrictRecord> Additionals { get; } = [];

    /// <summary>The message, or null where the counts promise more than there is.</summary>
    public static StrictMessage? Read(byte[] bytes)
    {
        if (bytes.Length < 12)
        {
            return null;
        }

        var message = new StrictMessage(bytes);
        try
        {
            message.ReadSections();
            return message;
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The names that the chain of aliases leads to, the asked one first.</summary>
    public List<string> Chain(string name)
    {
        List<string> names = [name];
        while (names.Count <= 12 && Answers.Find(record => record is { Type: 5, Class: 1, Target: not null } && record.Owner == names[^1]) is { } alias)
        {
            names.Add(alias.Target!);
        }

        return names;
    }

    private void ReadSections()
    {
        for (var i = Number(4); i > 0; i--)
        {
            Questions.Add((Name(ref at), Number(at), Number(at + 2)));
            at += 4;
        }

        ReadRecords(Number(6), Answers);
        ReadRecords(Number(8), Authorities);
        ReadRecords(Number(10), Additionals);
    }

    private void ReadRecords(int count, List<StrictRecord> into)
    {
        for (; count > 0; count--)
        {
            var owner = Name(ref at);
            var (type, recordClass, length) = (Number(at), Number(at + 2), Number(at + 8));
            at += 10;
            var data = bytes.AsSpan(at, length);
            var target = (type, recordClass) switch { (5, 1) => at, (33, 1) => at + 6, _ => -1 };
            var end = target;
            into.Add(new(
                owner,
                type,
                recordClass,
                (type, length) is (1, 4) or (28, 16) ? new IPAddress(data) : null,
                target >= 0 ? Name(ref end) : null,
                (type, recordClass) is (33, 1) ? Number(at + 4) : 0));
            at += length;
        }
    }

    private int Number(int index) => (bytes[index] << 8) | bytes[index + 1];

    private string? Name(ref int index)
    {
        var name = new StringBuilder();
        var position = index;
        var end = -1;
        for (var jumps = 0; jumps < MaxJumps;)
        {
            if (position >= bytes.Length)
            {
                // Past the end there are zeros, if a pointer leads there: the name is over.
                index = end < 0 ? throw new ArgumentException("A name past the end.") : end;
                return name.Length == 0 ? "." : name.ToString();
            }

            int length = bytes[position++];
            if (length == 0)
            {
                index = end < 0 ? position : end;
                return name.Length == 0 ? "." : name.ToString();
            }

            if (length > 63 && (((length & 0x3F) << 8) | (position == bytes.Length && end >= 0 ? 0 : bytes[position])) is var there and < LongLabels)
            {
                end = end < 0 ? position + 1 : end;
                position = there;
                jumps++;
                continue;
            }

            if (position + length > bytes.Length)
            {
                index = end < 0 ? throw new ArgumentException("A name past the end.") : end;
                return null;
            }

            foreach (var octet in bytes.AsSpan(position, length))
            {
                name.Append(char.ToLowerInvariant((char)octet));
            }

            name.Append('.');
            position += length;
        }

        index = end;
        return null;
    }
}
