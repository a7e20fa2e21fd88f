using System.Net;
namespace HeadlessDiscovery.Testing;

/// <content>The pods of the service.</content>
public sealed partial class ClusterService
{
    private List<ClusterPod> pods = [];

    /// <summary>The existing pods, published or not: a copy, in the order in which they were added.</summary>
    public IReadOnlyList<ClusterPod> Pods => state.Read(() => pods.ToArray());

    /// <summary>Adds a ready pod.</summary>
    /// <param name="hostNameAndAddresses">An optional host name and any number of addresses, in any order; whatever is not an IP address is the host name.
    /// Without an address the pod gets the next one of 10.244.0.0/16 (and fd00:10:244::/64), depending on <see cref="HeadlessServiceServerOptions.Family"/>.</param>
    /// <returns>The pod.</returns>
    /// <exception cref="ArgumentException">There are two host names.</exception>
    public ClusterPod AddPod(params string[] hostNameAndAddresses)
    {
        var (hostName, addresses) = Read(hostNameAndAddresses);
        ClusterPod? pod = null;
        state.Change(() =>
        {
            pod = new ClusterPod(state, this, hostName, addresses.Count > 0 ? addresses : state.Addresses.NextPod(state.Options.Family));
            pods.Add(pod);
        });
        return pod!;
    }

    /// <summary>Adds a number of ready pods without host names, in a single change.</summary>
    /// <param name="count">The number of pods.</param>
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

    /// <summary>Replaces all pods with one per address, ready and without host names, in a single change.</summary>
    /// <param name="addresses">The addresses; if empty, the service has no pods.</param>
    /// <returns>The pods.</returns>
    public IReadOnlyList<ClusterPod> SetPods(IEnumerable<IPAddress> addresses)
    {
        ClusterPod[] set = [.. addresses.Select(a => new ClusterPod(state, this, null, [a]))];
        state.Change(() => pods = [.. set]);
        return set;
    }

    /// <summary>Replaces all pods with one per address, ready and without host names, in a single change.</summary>
    /// <param name="addresses">The IP addresses; if empty, the service has no pods.</param>
    /// <returns>The pods.</returns>
    public IReadOnlyList<ClusterPod> SetPods(params string[] addresses) => SetPods(addresses.Select(IPAddress.Parse));

    internal void Remove(ClusterPod pod) => state.Change(() => pods.Remove(pod));

    private static (string? HostName, IReadOnlyList<IPAddress> Addresses) Read(string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string? hostName = null;
        var addresses = new List<IPAddress>();
        foreach (var text in texts)
        {
            // A peer without a port is an address literal in the strict sense: "10.1" is not one.
            if (Peer.TryParse(text, out var peer) && peer.Port is null)
            {
                addresses.Add(peer.Address);
                continue;
            }

            if (hostName is not null || text is not { Length: > 0 and <= 63 } || text.Contains('.', StringComparison.Ordinal))
            {
                throw new ArgumentException($"'{text}' is neither an address nor the one host name of a pod.", nameof(texts));
            }

            hostName = text;
        }

        return (hostName, addresses);
    }
}
