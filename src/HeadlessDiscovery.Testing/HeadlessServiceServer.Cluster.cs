using System.Net;
using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing;

/// <content>What is in the cluster: pods, services, namespaces, and records beside them.</content>
public sealed partial class HeadlessServiceServer
{
    /// <summary>Adds a ready pod to the first service; see <see cref="ClusterService.AddPod"/>.</summary>
    /// <param name="hostNameAndAddresses">For example nothing, <c>"orders-0"</c>, <c>"127.0.1.11"</c>, or a host name and addresses.</param>
    /// <returns>The pod.</returns>
    public ClusterPod AddPod(params string[] hostNameAndAddresses) => Service.AddPod(hostNameAndAddresses);

    /// <summary>Replaces all pods of the first service; see <see cref="ClusterService.SetPods(string[])"/>.</summary>
    /// <param name="addresses">The address literals.</param>
    /// <returns>The pods.</returns>
    public IReadOnlyList<ClusterPod> SetPods(params string[] addresses) => Service.SetPods(addresses);

    /// <summary>Replaces all pods of the first service, fast also for thousands; see <see cref="ClusterService.SetPods(IEnumerable{IPAddress})"/>.</summary>
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

    /// <summary>Adds a headless Service without pods and ports.</summary>
    /// <param name="name">For example <c>orders</c> or <c>orders.shop</c>.</param>
    /// <returns>The service.</returns>
    public ClusterService AddService(string name) => Add(new ClusterService(state, name, ClusterServiceKind.Headless));

    /// <summary>Adds a Service with virtual addresses, without pods and ports.</summary>
    /// <param name="name">For example <c>orders</c> or <c>orders.shop</c>.</param>
    /// <param name="addresses">The address literals; none for the next of 10.96.0.0/16 (and fd00:10:96::/64), by <see cref="HeadlessServiceServerOptions.Family"/>.</param>
    /// <returns>The service.</returns>
    public ClusterService AddClusterIPService(string name, params string[] addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        IReadOnlyList<IPAddress> given = addresses.Length > 0
            ? [.. addresses.Select(IPAddress.Parse)]
            : state.Read(() => state.Addresses.NextService(state.Options.Family));
        return Add(new ClusterService(state, name, ClusterServiceKind.ClusterIP, given));
    }

    /// <summary>Adds a Service that is an alias. What the target has is what the server knows of it: a service, or <see cref="AddRecord"/>.</summary>
    /// <param name="name">For example <c>orders</c> or <c>orders.shop</c>.</param>
    /// <param name="target">The whole name that it stands for.</param>
    /// <returns>The service.</returns>
    public ClusterService AddExternalNameService(string name, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        return Add(new ClusterService(state, name, ClusterServiceKind.ExternalName, externalName: target.TrimEnd('.')));
    }

    /// <summary>Adds a namespace, whose name is then answered with NODATA. Services bring theirs along.</summary>
    /// <param name="name">One label.</param>
    public void AddNamespace(string name) => state.AddNamespace(name);

    /// <summary>Adds a record under any name, which then has these records only.</summary>
    /// <param name="name">The whole name, in the cluster zone or not.</param>
    /// <param name="type"><c>A</c>, <c>AAAA</c> or <c>CNAME</c>.</param>
    /// <param name="value">The address, or the whole name that it stands for.</param>
    /// <param name="ttl">Its TTL; <see langword="null"/> for that of the cluster.</param>
    /// <exception cref="ArgumentException">Type and value do not fit.</exception>
    public void AddRecord(string name, string type, string value, TimeSpan? ttl = null) =>
        state.AddRecord(name, ExtraRecords.Read(type, value, ttl is { } time ? ClusterState.Seconds(time) : null));

    /// <summary>Takes back every <see cref="AddRecord"/> of a name.</summary>
    /// <param name="name">The whole name.</param>
    public void RemoveRecords(string name) => state.RemoveRecords(name);

    /// <summary>Answers every name below a domain outside the cluster zone, as the search domain of a company may do.</summary>
    /// <param name="domain">For example <c>corp.example.com</c>.</param>
    /// <param name="address">The answer.</param>
    public void AddWildcard(string domain, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        state.AddWildcard(domain, ExtraRecords.Of(address));
    }

    private ClusterService Add(ClusterService service)
    {
        state.Add(service);
        return service;
    }
}
