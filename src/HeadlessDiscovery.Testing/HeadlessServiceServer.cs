using System.Net;
using HeadlessDiscovery.Testing.Faults;
using HeadlessDiscovery.Testing.Serving;
using HeadlessDiscovery.Testing.State;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing;

/// <summary>A DNS server in this process that answers as the CoreDNS of a cluster would, over real UDP and TCP, and takes faults by script.</summary>
/// <remarks>It starts with one headless Service without pods, which CoreDNS answers with NXDOMAIN. Safe from any thread.</remarks>
public sealed class HeadlessServiceServer : IAsyncDisposable
{
    private readonly ClusterState state;
    private readonly ClusterReplica[] replicas;
    private readonly ResolvConfFile resolvConf;
    private readonly Doors doors;

    private HeadlessServiceServer(string serviceName, HeadlessServiceServerOptions options)
    {
        state = new ClusterState(options);
        replicas = [.. Enumerable.Range(0, options.Replicas).Select(i => new ClusterReplica(state, i))];
        var faults = new FaultQueue(options.TimeProvider);
        Faults = new DnsFaults(faults);
        Service = AddService(serviceName);
        if (options.PodPort is { } port)
        {
            Service.AddPort(options.PortName, port);
        }

        doors = new Doors(options.Address, options.Port, new Responder(options, replicas, faults, Questions), options.TimeProvider);
        resolvConf = new ResolvConfFile(options);
    }

    /// <summary>The first service.</summary>
    public ClusterService Service { get; }

    /// <summary>Where the server listens, over UDP and TCP. It stays the same over an outage.</summary>
    public IPEndPoint EndPoint => new(doors.EndPoint.Address, doors.EndPoint.Port);

    /// <summary><see cref="EndPoint"/> as text for <see cref="HeadlessPeersOptions.NameServers"/>.</summary>
    public string NameServer => doors.EndPoint.ToString();

    /// <summary>A file as kubelet writes it into a pod: search list, name server, <c>ndots:5</c>. Deleted with the server.</summary>
    /// <remarks>resolv.conf cannot carry a port, so that <see cref="NameServer"/> is needed too, unless the server listens on 53.</remarks>
    public string ResolvConfPath => resolvConf.Path;

    /// <summary>What the server was asked, in order.</summary>
    public QuestionLog Questions { get; } = new();

    /// <summary>The faults.</summary>
    public DnsFaults Faults { get; }

    /// <summary>Whether the sockets are open; not after <see cref="PauseAsync"/>.</summary>
    public bool IsRunning => doors.IsOpen;

    /// <summary>Starts a server with one headless Service without pods.</summary>
    /// <param name="serviceName">For example <c>orders-headless</c>, or with a namespace <c>orders-headless.shop</c>.</param>
    /// <param name="configure">Sets options.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The server, listening. Dispose it.</returns>
    /// <exception cref="ArgumentException">The name or an option is not valid.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The address or the port cannot be listened on.</exception>
    public static async Task<HeadlessServiceServer> StartAsync(string serviceName, Action<HeadlessServiceServerOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(serviceName);
        cancellationToken.ThrowIfCancellationRequested();
        var options = new HeadlessServiceServerOptions();
        configure?.Invoke(options);
        options.Validate();
        var server = new HeadlessServiceServer(serviceName, options);
        try
        {
            await server.doors.OpenAsync(cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

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

    /// <summary>A replica.</summary>
    /// <param name="index">Its number, from 0, below <see cref="HeadlessServiceServerOptions.Replicas"/>.</param>
    /// <returns>The replica.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number.</exception>
    public ClusterReplica Replica(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, replicas.Length);
        return replicas[index];
    }

    /// <summary>Points options at this server: name server and resolver configuration.</summary>
    /// <param name="options">The options.</param>
    /// <param name="attemptTimeout">How long one try may take; <see langword="null"/> leaves it as it is.</param>
    public void Configure(HeadlessPeersOptions options, TimeSpan? attemptTimeout = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.NameServers.Clear();
        options.NameServers.Add(NameServer);
        options.ResolvConfPath = ResolvConfPath;
        options.AttemptTimeout = attemptTimeout ?? options.AttemptTimeout;
    }

    /// <summary>Closes the sockets and resets every connection, as a server that was killed. Already paused, nothing happens.</summary>
    /// <returns>Completes when nothing of it runs any more.</returns>
    public Task PauseAsync() => doors.CloseAsync();

    /// <summary>Opens the sockets again, on the same port. Already running, nothing happens.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Completes when the server listens.</returns>
    /// <exception cref="ObjectDisposedException">The server was disposed.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">Somebody took the port meanwhile.</exception>
    public Task ResumeAsync(CancellationToken cancellationToken = default) => doors.OpenAsync(cancellationToken);

    /// <summary>Closes the sockets, resets every connection, and deletes the file. A second call does nothing.</summary>
    /// <returns>Completes when nothing of it runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        await doors.DisposeAsync().ConfigureAwait(false);
        resolvConf.Dispose();
    }

    private ClusterService Add(ClusterService service)
    {
        state.Add(service);
        return service;
    }
}
