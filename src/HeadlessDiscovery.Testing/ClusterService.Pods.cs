using System.Net;
using HeadlessDiscovery.Testing.State;

namespace HeadlessDiscovery.Testing;

/// <content>The pods of the service.</content>
public sealed partial class ClusterService
{
    private List<ClusterPod> pods = [];

    /// <summary>The pods that exist, published or not: a copy, in the order in which they were added.</summary>
    public IReadOnlyList<ClusterPod> Pods => state.Read(() => pods.ToArray());

    /// <summary>Adds a pod that is ready.</summary>
    /// <param name="hostNameAndAddresses">Its host name and its addresses, all optional and in any order; what is not an address literal is the host name.
    /// Without an address it gets the next of 10.244.0.0/16 (and fd00:10:244::/64), by <see cref="HeadlessServiceServerOptions.Family"/>.</param>
    /// <returns>The pod.</returns>
    /// <exception cref="ArgumentException">There are two host names.</exception>
    public ClusterPod AddPod(params string[] hostNameAndAddresses)
    {
        var (hostName, addresses) = PodText.Read(hostNameAndAddresses);
        ClusterPod? pod = null;
        state.Change(() =>
        {
            pod = new ClusterPod(state, this, hostName, addresses.Count > 0 ? addresses : state.Addresses.NextPod(state.Options.Family));
            pods.Add(pod);
        });
        return pod!;
    }

    /// <summary>Adds so many pods, ready and without host names, at once.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The pods.</returns>
    public IReadOnlyList<ClusterPod> AddPods(int count)
    {
        ClusterPod[] added = [];
        state.Change(() =>
        {
            added = [.. Enumerable.Range(0, count).Select(_ => new ClusterPod(state, this, null, state.Addresses.NextPod(state.Options.Family)))];
            pods.AddRange(added);
        });
        return added;
    }

    /// <summary>Replaces all pods by one for each address, ready and without host names, at once.</summary>
    /// <param name="addresses">The addresses; none leaves the service without pods.</param>
    /// <returns>The pods.</returns>
    public IReadOnlyList<ClusterPod> SetPods(IEnumerable<IPAddress> addresses)
    {
        ClusterPod[] set = [.. addresses.Select(a => new ClusterPod(state, this, null, [a]))];
        state.Change(() => pods = [.. set]);
        return set;
    }

    /// <summary>Replaces all pods by one for each address, ready and without host names, at once.</summary>
    /// <param name="addresses">The address literals; none leaves the service without pods.</param>
    /// <returns>The pods.</returns>
    public IReadOnlyList<ClusterPod> SetPods(params string[] addresses) => SetPods(addresses.Select(IPAddress.Parse));

    internal void Remove(ClusterPod pod) => state.Change(() => pods.Remove(pod));
}
