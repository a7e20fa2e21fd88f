using System.Net;
using HeadlessDiscovery.Testing.Faults;
using HeadlessDiscovery.Testing.Serving;
using HeadlessDiscovery.Testing.State;

namespace HeadlessDiscovery.Testing;

/// <summary>A DNS server in this process that answers as the CoreDNS of a cluster would, over real UDP and TCP, and takes faults by script.</summary>
/// <remarks>It starts with one headless Service without pods, which CoreDNS answers with NXDOMAIN. Safe from any thread.</remarks>
public sealed partial class HeadlessServiceServer : IAsyncDisposable
{
    private readonly ClusterState state;
    private readonly ClusterReplica[] replicas;
    private readonly ResolvConfFile resolvConf;
    private readonly Responder responder;
    private readonly DnsListeners doors;

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

        responder = new Responder(options, replicas, faults, Questions);
        doors = new DnsListeners(options.Address, options.Port, responder, options.TimeProvider);
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

    /// <summary>A cache in front of all replicas, as a node-local one.</summary>
    /// <value>Default: <see langword="null"/>, no cache; with <see cref="HeadlessServiceServerOptions.CountDownCache"/> one that caches negative answers for as long as their SOA says.</value>
    public ClusterCache? Cache
    {
        get => responder.Answers.Front;
        set => responder.Answers.Front = value;
    }

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

    /// <summary>Points options at this server: name server and resolver configuration. Static peers are removed, because with them no query is sent.</summary>
    /// <param name="options">The options.</param>
    public void Configure(HeadlessPeersOptions options) => Configure(options, attemptTimeout: null);

    /// <summary>Points options at this server, as <see cref="Configure(HeadlessPeersOptions)"/> does.</summary>
    /// <param name="options">The options.</param>
    /// <param name="attemptTimeout">How long one try may take; <see langword="null"/> leaves it as it is.</param>
    public void Configure(HeadlessPeersOptions options, TimeSpan? attemptTimeout)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.StaticPeers.Clear();
        options.NameServers.Clear();
        options.NameServers.Add(NameServer);
        options.ResolvConfPath = ResolvConfPath;
        options.AttemptTimeout = attemptTimeout ?? options.AttemptTimeout;
    }

    /// <summary>Points options at this server, and sets times for tests: a removal, a scale to zero, an outage and a recovery are each seen within a second.</summary>
    /// <param name="options">The options.</param>
    /// <param name="fast">Whether to set <see cref="HeadlessPeersOptions.MinRefreshInterval"/> (20 ms), <see cref="HeadlessPeersOptions.MaxRefreshInterval"/> (50 ms),
    /// <see cref="HeadlessPeersOptions.RefreshJitter"/> (0), <see cref="HeadlessPeersOptions.RemovalConfirmations"/> (1), <see cref="HeadlessPeersOptions.MassRemovalHold"/> (250 ms), <see cref="HeadlessPeersOptions.LookupTimeout"/> and
    /// <see cref="HeadlessPeersOptions.AttemptTimeout"/> (750 ms), <see cref="HeadlessPeersOptions.Attempts"/> (1) and <see cref="HeadlessPeersOptions.HedgeDelay"/> (100 ms).</param>
    /// <remarks>A single peer leaves at the first answer without it; a mass removal is held, but shortly. What is set afterwards wins.</remarks>
    public void Configure(HeadlessPeersOptions options, bool fast)
    {
        Configure(options);
        if (fast)
        {
            TestTimes.Set(options);
        }
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
}
