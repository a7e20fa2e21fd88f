using System.Buffers.Binary;

namespace HeadlessDiscovery.Transport.Wire;

/// <summary>Walks the labels of a name, through its pointers.</summary>
internal ref struct WireLabels(ReadOnlySpan<byte> message, int at)
{
    /// <summary>The first byte of a pointer has both of these bits, and that of a label neither.</summary>
    public const int PointerBits = 0xC0;

    /// <summary>RFC 1035 §2.3.4.</summary>
    public const int MostLabel = 63;

    // No name begins in the header.
    private const int HeaderLength = 12;

    // A name has at most 127 labels: a chain of more pointers leads nowhere, and would make reading quadratic.
    private const int MostPointers = 127;

    private readonly ReadOnlySpan<byte> message = message;
    private int at = at;

    // Where the labels in a row began: a pointer must lead to before them, so that no name leads back to itself.
    private int begin = at;
    private int octets = 1;
    private int pointers;

    public bool IsAtRoot { get; private set; }

    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Where a pointer leads.</summary>
    public static int Target(ReadOnlySpan<byte> message, int pointer) => BinaryPrimitives.ReadUInt16BigEndian(message[pointer..]) & 0x3FFF;

    /// <summary>False at the root, and where the name cannot be read.</summary>
    public bool MoveNext()
    {
        while (at < message.Length)
        {
            int length = message[at];
            if (length == 0)
            {
                IsAtRoot = true;
                return false;
            }

            if (length < PointerBits)
            {
                octets += length + 1;
                if (length > MostLabel || octets > WireName.MostOctets || at + 1 + length >= message.Length)
                {
                    return false;
                }

                Current = message.Slice(at + 1, length);
                at += 1 + length;
                return true;
            }

            if (at + 2 > message.Length || ++pointers > MostPointers)
            {
                return false;
            }

            at = Target(message, at);
            if (at < HeaderLength || at >= begin)
            {
                return false;
            }

            begin = at;
        }

        return false;
    }
}
