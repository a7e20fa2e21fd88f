namespace Gossip.Map;

// doc: stamp
/// <summary>When something was written, and by whom. Of two writes all nodes pick the same one as the later.</summary>
internal readonly record struct Stamp(long Time, string Node) : IComparable<Stamp>
{
    public int CompareTo(Stamp other) => Time != other.Time ? Time.CompareTo(other.Time) : string.CompareOrdinal(Node, other.Node);
}
// doc: end
