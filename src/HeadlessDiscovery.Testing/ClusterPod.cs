using System.Net;
using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing;

/// <summary>A pod of a played Service. What is changed here is in the next answer, unless a replica is frozen.</summary>
/// <remarks>Safe from any thread.</remarks>
public sealed class ClusterPod
{
    private readonly ClusterState state;
    private bool ready = true;

    internal ClusterPod(ClusterState state, ClusterService service, string? hostName, IReadOnlyList<IPAddress> addresses)
    {
        this.state = state;
        Service = service;
        HostName = hostName;
        Addresses = addresses;
        PodAddresses = [.. addresses.Select(a => new PodAddress(a, hostName))];
    }

    /// <summary>The Service that this pod belongs to.</summary>
    public ClusterService Service { get; }

    /// <summary><c>spec.hostname</c>, as a StatefulSet sets it, so that <c>host.service…</c> is a name; <see langword="null"/> for a pod of a Deployment.</summary>
    public string? HostName { get; }

    /// <summary><c>status.podIPs</c>: one address, or one of each family.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The first of <see cref="Addresses"/>.</summary>
    public IPAddress Address => Addresses[0];

    /// <summary>Whether the readiness probe passes; a pod that is not ready is not published.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    /// <remarks><see cref="ClusterService.PublishNotReadyAddresses"/> publishes it all the same.</remarks>
    public bool Ready
    {
        get => state.Read(() => ready);
        set => state.Change(() => ready = value);
    }

    /// <summary>Whether <see cref="Terminate"/> was called.</summary>
    public bool IsTerminating { get; private set; }

    /// <summary>Starts the deletion: the pod leaves DNS at once, while it may still be serving.</summary>
    /// <remarks>With <see cref="ClusterService.PublishNotReadyAddresses"/> it stays until <see cref="Remove"/>.</remarks>
    public void Terminate() => state.Change(() => IsTerminating = true);

    /// <summary>Deletes the pod for good. A second call does nothing.</summary>
    public void Remove() => Service.Remove(this);

    /// <summary>The host name, or the addresses.</summary>
    /// <returns>For example <c>orders-0 (10.244.0.1)</c>.</returns>
    public override string ToString() => HostName is null ? string.Join(' ', Addresses) : $"{HostName} ({string.Join(' ', Addresses)})";

    internal IReadOnlyList<PodAddress> PodAddresses { get; }

    internal bool IsPublished => Service.PublishesNotReady || (ready && !IsTerminating);
}
