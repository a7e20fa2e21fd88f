using System.Text;

namespace HeadlessDiscovery.RealDns.Tests.Updates;

/// <summary>Writes a DNS message byte by byte.</summary>
internal sealed class WireWriter
{
    private readonly List<byte> octets = [];

    public int Length => octets.Count;

    public void UInt16(int value)
    {
        octets.Add((byte)(value >> 8));
        octets.Add((byte)value);
    }

    public void UInt32(int value)
    {
        UInt16(value >> 16);
        UInt16(value & 0xFFFF);
    }

    public void Octets(ReadOnlySpan<byte> value) => octets.AddRange(value);

    public void Name(string name)
    {
        Labels(name);
        octets.Add(0);
    }

    /// <summary>A name at or below <paramref name="zone"/>, ended by a pointer to where that name is written.</summary>
    public void Name(string name, string zone, int offset)
    {
        if (name != zone)
        {
            Labels(name[..^(zone.Length + 1)]);
        }

        UInt16(0xC000 | offset);
    }

    public void SetUInt16(int offset, int value)
    {
        octets[offset] = (byte)(value >> 8);
        octets[offset + 1] = (byte)value;
    }

    public byte[] ToArray() => [.. octets];

    private void Labels(string labels)
    {
        foreach (var label in labels.Split('.'))
        {
            octets.Add((byte)label.Length);
            octets.AddRange(Encoding.ASCII.GetBytes(label));
        }
    }
}
