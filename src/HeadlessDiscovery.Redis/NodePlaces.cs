namespace HeadlessDiscovery.Redis;

/// <summary>
/// Which pod each of a fixed number of places stands for. A multiplexer keeps the end points it was made with, and cannot be given others;
/// so an end point is a place, and the pod behind it is chosen whenever it connects.
/// </summary>
internal sealed class NodePlaces(int count)
{
    private readonly Lock gate = new();
    private readonly Peer?[] places = new Peer?[count];

    /// <summary>The pod of a place: the same one for as long as it is listed, otherwise one that no other place has.</summary>
    /// <returns><see langword="null"/> while there are fewer pods than places.</returns>
    public Peer? Choose(int place, PeerSnapshot listed)
    {
        lock (gate)
        {
            if (places[place] is { } current && listed.Contains(current))
            {
                return current;
            }

            places[place] = null;
            return places[place] = listed.FirstOrDefault(peer => Array.IndexOf(places, peer) < 0);
        }
    }
}
