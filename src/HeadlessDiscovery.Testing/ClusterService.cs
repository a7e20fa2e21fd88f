using System.Net;
using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Wire;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing;

/// <summary>A simulated Service with its pods and ports. Changes take effect in the next answer, unless a replica is frozen.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed partial class ClusterService
{
    private readonly ClusterState state;
    private readonly List<ServicePort> ports = [];

    internal ClusterService(ClusterState state, string name, ClusterServiceKind kind, IReadOnlyList<IPAddress>? addresses = null, string? externalName = null)
    {
        this.state = state;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        Name = dot < 0 ? name : name[..dot];
        Namespace = dot < 0 ? state.Options.Namespace : name[(dot + 1)..];
        if (Name.Length is 0 or > 63 || Namespace.Length is 0 or > 63 || Namespace.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' is not a service, such as orders or orders.shop.", nameof(name));
        }

        Kind = kind;
        ClusterAddresses = addresses ?? [];
        ExternalName = externalName;
    }

    /// <summary>The name, a single label.</summary>
    public string Name { get; }

    /// <summary>The namespace, a single label.</summary>
    public string Namespace { get; }

    /// <summary>The fully qualified name with its trailing dot, for example <c>orders.default.svc.cluster.local.</c></summary>
    public string FullName => $"{Name}.{Namespace}.svc.{NameText.Normal(state.Options.Zone)}.";

    /// <summary>The kind of Service.</summary>
    public ClusterServiceKind Kind { get; }

    /// <summary>The virtual addresses of a <see cref="ClusterServiceKind.ClusterIP"/> service; otherwise empty.</summary>
    public IReadOnlyList<IPAddress> ClusterAddresses { get; }

    /// <summary>The target of an <see cref="ClusterServiceKind.ExternalName"/> service; otherwise <see langword="null"/>.</summary>
    public string? ExternalName { get; }

    /// <summary>Whether pods that are not ready are published, and terminating pods until they are deleted.</summary>
    /// <value>Default: <see langword="false"/>, as in Kubernetes.</value>
    public bool PublishNotReadyAddresses
    {
        get => state.Read(() => PublishesNotReady);
        set => state.Change(() => PublishesNotReady = value);
    }

    /// <summary>Adds a port. A service without ports has no SRV records.</summary>
    /// <param name="name">The port's name; <see langword="null"/> for a port that only appears in SRV records at the service name itself.</param>
    /// <param name="number">1 to 65535.</param>
    /// <param name="protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
    /// <returns>This service.</returns>
    public ClusterService AddPort(string? name, int number, string protocol = "tcp")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, IPEndPoint.MaxPort);
        state.Change(() => ports.Add(new ServicePort(name, number, protocol)));
        return this;
    }

    /// <summary>Removes all ports, so the service has no SRV records.</summary>
    /// <returns>This service.</returns>
    public ClusterService ClearPorts()
    {
        state.Change(ports.Clear);
        return this;
    }

    /// <summary>Deletes the Service; its name no longer exists. Calling it again has no effect.</summary>
    public void Remove() => state.Remove(this);

    /// <summary>The full name.</summary>
    /// <returns><see cref="FullName"/>.</returns>
    public override string ToString() => FullName;

    internal string Key => NameText.Normal($"{Name}.{Namespace}");

    internal bool PublishesNotReady { get; private set; }

    internal ServiceView View(IReadOnlySet<ClusterPod> hidden) => new()
    {
        Name = NameText.Normal(Name),
        Namespace = NameText.Normal(Namespace),
        Kind = Kind,
        Ports = [.. ports],
        Pods = [.. pods.Where(p => p.IsPublished && !hidden.Contains(p)).SelectMany(p => p.PodAddresses)],
        ClusterAddresses = ClusterAddresses,
        ExternalName = ExternalName,
    };
}
