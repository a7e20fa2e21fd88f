using System.Net;
using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing;

/// <summary>A pod of a simulated Service. Changes take effect in the next answer, unless a replica is frozen.</summary>
/// <remarks>Thread-safe.</remarks>
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

    /// <summary><c>spec.hostname</c>, as set by a StatefulSet, which makes <c>host.service…</c> resolvable; <see langword="null"/> for a pod of a Deployment.</summary>
    public string? HostName { get; }

    /// <summary><c>status.podIPs</c>: one address, or one per family.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The first of <see cref="Addresses"/>.</summary>
    public IPAddress Address => Addresses[0];

    /// <summary>Whether the readiness probe passes. A pod that is not ready is not published.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    /// <remarks>With <see cref="ClusterService.PublishNotReadyAddresses"/> it is published anyway.</remarks>
    public bool Ready
    {
        get => state.Read(() => ready);
        set => state.Change(() => ready = value);
    }

    /// <summary>Whether <see cref="Terminate"/> was called.</summary>
    public bool IsTerminating { get; private set; }

    /// <summary>Starts the deletion: the pod is removed from DNS immediately, while it may still be serving.</summary>
    /// <remarks>With <see cref="ClusterService.PublishNotReadyAddresses"/> it remains published until <see cref="Remove"/>.</remarks>
    public void Terminate() => state.Change(() => IsTerminating = true);

    /// <summary>Deletes the pod. Calling it again has no effect.</summary>
    public void Remove() => Service.Remove(this);

    /// <summary>The host name, or the addresses.</summary>
    /// <returns>For example <c>orders-0 (10.244.0.1)</c>.</returns>
    public override string ToString() => HostName is null ? string.Join(' ', Addresses) : $"{HostName} ({string.Join(' ', Addresses)})";

    internal IReadOnlyList<PodAddress> PodAddresses { get; }

    internal bool IsPublished => Service.PublishesNotReady || (ready && !IsTerminating);
}
