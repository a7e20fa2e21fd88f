namespace Gossip.Map;

// doc: stamp
/// <summary>When something was written, and by whom. All nodes agree on which of two writes is later.</summary>
internal readonly record struct Stamp(long Time, string Node) : IComparable<Stamp>
{
    public int CompareTo(Stamp other) => Time != other.Time ? Time.CompareTo(other.Time) : string.CompareOrdinal(Node, other.Node);
}
// doc: end
