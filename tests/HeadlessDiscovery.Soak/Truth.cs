using System.Net;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Soak;

/// <summary>The model beside the resolvers: which pods one service has, and since when or until when it had them. No address is used twice.</summary>
internal sealed class Truth(ClusterService service, int number)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Peer, (ClusterPod Pod, TimeSpan Since)> present = [];
    private readonly Dictionary<Peer, TimeSpan> gone = [];
    private int next = 1;

    public ClusterService Service => service;

    public int Count
    {
        get
        {
            lock (gate)
            {
                return present.Count;
            }
        }
    }

    public void Add(TimeSpan now)
    {
        lock (gate)
        {
            var address = new IPAddress([10, (byte)number, (byte)(next >> 8), (byte)next]);
            next++;
            present[new Peer(address)] = (service.AddPod(address.ToString()), now);
        }
    }

    public void Remove(TimeSpan now, Random random)
    {
        lock (gate)
        {
            var (peer, (pod, _)) = present.ElementAt(random.Next(present.Count));
            pod.Remove();
            present.Remove(peer);
            gone[peer] = now;
        }
    }

    /// <summary>Whether the pod is there: whoever removed it from a list is wrong.</summary>
    public bool IsPresent(Peer peer)
    {
        lock (gate)
        {
            return present.ContainsKey(peer);
        }
    }

    /// <summary>How many pods a list should have by now and has not, or should have lost and has.</summary>
    public int Missed(PeerSnapshot snapshot, TimeSpan now, TimeSpan patience)
    {
        lock (gate)
        {
            var unseen = present.Count(entry => now - entry.Value.Since > patience && !snapshot.Contains(entry.Key));
            var kept = snapshot.Count(peer => gone.TryGetValue(peer, out var at) && now - at > patience);
            return unseen + kept;
        }
    }

    public bool Matches(PeerSnapshot snapshot)
    {
        lock (gate)
        {
            return snapshot.Count == present.Count && snapshot.All(present.ContainsKey);
        }
    }
}
