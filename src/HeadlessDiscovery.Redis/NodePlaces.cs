namespace HeadlessDiscovery.Redis;

/// <summary>
/// Maps a fixed number of placeholders to pods. A multiplexer keeps the endpoints that it was created with;
/// an endpoint is therefore a placeholder, and the pod behind it is chosen whenever it connects.
/// </summary>
internal sealed class NodePlaces(int count)
{
    private readonly Lock gate = new();
    private readonly Peer?[] places = new Peer?[count];

    /// <summary>The pod of a placeholder: the same one for as long as it is listed, otherwise one that no other placeholder has.</summary>
    /// <returns><see langword="null"/> while there are fewer pods than placeholders.</returns>
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
