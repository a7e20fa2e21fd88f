using System.Net;
using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing;

/// <content>The contents of the cluster: pods, services, namespaces, and additional records.</content>
public sealed partial class HeadlessServiceServer
{
    /// <summary>Adds a ready pod to the first service; see <see cref="ClusterService.AddPod"/>.</summary>
    /// <param name="hostNameAndAddresses">For example nothing, <c>"orders-0"</c>, <c>"127.0.1.11"</c>, or a host name with addresses.</param>
    /// <returns>The pod.</returns>
    public ClusterPod AddPod(params string[] hostNameAndAddresses) => Service.AddPod(hostNameAndAddresses);

    /// <summary>Replaces all pods of the first service; see <see cref="ClusterService.SetPods(string[])"/>.</summary>
    /// <param name="addresses">The IP addresses.</param>
    /// <returns>The pods.</returns>
    public IReadOnlyList<ClusterPod> SetPods(params string[] addresses) => Service.SetPods(addresses);

    /// <summary>Replaces all pods of the first service, efficiently even for thousands of pods; see <see cref="ClusterService.SetPods(IEnumerable{IPAddress})"/>.</summary>
    /// <param name="addresses">The addresses.</param>
    /// <returns>The pods.</returns>
    public IReadOnlyList<ClusterPod> SetPods(IEnumerable<IPAddress> addresses) => Service.SetPods(addresses);

    /// <summary><see cref="ClusterService.PublishNotReadyAddresses"/> of the first service.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool PublishNotReadyAddresses
    {
        get => Service.PublishNotReadyAddresses;
        set => Service.PublishNotReadyAddresses = value;
    }

    /// <summary>Adds a headless Service without pods or ports.</summary>
    /// <param name="name">For example <c>orders</c> or <c>orders.shop</c>.</param>
    /// <returns>The service.</returns>
    public ClusterService AddService(string name) => Add(new ClusterService(state, name, ClusterServiceKind.Headless));

    /// <summary>Adds a Service with virtual addresses, without pods or ports.</summary>
    /// <param name="name">For example <c>orders</c> or <c>orders.shop</c>.</param>
    /// <param name="addresses">The IP addresses; if empty, the next of 10.96.0.0/16 (and fd00:10:96::/64), depending on <see cref="HeadlessServiceServerOptions.Family"/>.</param>
    /// <returns>The service.</returns>
    public ClusterService AddClusterIPService(string name, params string[] addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        IReadOnlyList<IPAddress> given = addresses.Length > 0
            ? [.. addresses.Select(IPAddress.Parse)]
            : state.Read(() => state.Addresses.NextService(state.Options.Family));
        return Add(new ClusterService(state, name, ClusterServiceKind.ClusterIP, given));
    }

    /// <summary>Adds a Service that is an alias. The records of its target are those that the server knows: of a service, or from <see cref="AddRecord"/>.</summary>
    /// <param name="name">For example <c>orders</c> or <c>orders.shop</c>.</param>
    /// <param name="target">The fully qualified name that it points to.</param>
    /// <returns>The service.</returns>
    public ClusterService AddExternalNameService(string name, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        return Add(new ClusterService(state, name, ClusterServiceKind.ExternalName, externalName: target.TrimEnd('.')));
    }

    /// <summary>Adds a namespace, whose name is then answered with NODATA. The namespaces of services are added automatically.</summary>
    /// <param name="name">A single label.</param>
    public void AddNamespace(string name) => state.AddNamespace(name);

    /// <summary>Adds a record under any name, which then has only the records added this way.</summary>
    /// <param name="name">The fully qualified name, inside the cluster zone or not.</param>
    /// <param name="type"><c>A</c>, <c>AAAA</c> or <c>CNAME</c>.</param>
    /// <param name="value">The address, or the fully qualified target.</param>
    /// <param name="ttl">Its TTL; <see langword="null"/> for that of the cluster.</param>
    /// <exception cref="ArgumentException">The value is not valid for the type.</exception>
    public void AddRecord(string name, string type, string value, TimeSpan? ttl = null) =>
        state.AddRecord(name, ExtraRecord.Read(type, value, ttl is { } time ? ClusterState.Seconds(time) : null));

    /// <summary>Removes all records added to a name by <see cref="AddRecord"/>.</summary>
    /// <param name="name">The fully qualified name.</param>
    public void RemoveRecords(string name) => state.RemoveRecords(name);

    /// <summary>Answers every name below a domain outside the cluster zone, like the search domain of some companies.</summary>
    /// <param name="domain">For example <c>corp.example.com</c>.</param>
    /// <param name="address">The answer.</param>
    public void AddWildcard(string domain, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        state.AddWildcard(domain, ExtraRecord.Of(address));
    }

    private ClusterService Add(ClusterService service)
    {
        state.Add(service);
        return service;
    }
}
