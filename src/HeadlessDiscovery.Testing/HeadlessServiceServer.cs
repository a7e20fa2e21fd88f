using System.Net;
using HeadlessDiscovery.Testing.Faults;
using HeadlessDiscovery.Testing.Serving;
using HeadlessDiscovery.Testing.State;

namespace HeadlessDiscovery.Testing;

/// <summary>A DNS server in this process that answers like the CoreDNS of a cluster, over real UDP and TCP, and can inject faults.</summary>
/// <remarks>It starts with one headless Service without pods, which CoreDNS answers with NXDOMAIN. Thread-safe.</remarks>
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

    /// <summary>The endpoint on which the server listens, over UDP and TCP. It remains the same after an outage.</summary>
    public IPEndPoint EndPoint => new(doors.EndPoint.Address, doors.EndPoint.Port);

    /// <summary><see cref="EndPoint"/> as text for <see cref="HeadlessPeersOptions.NameServers"/>.</summary>
    public string NameServer => doors.EndPoint.ToString();

    /// <summary>A resolv.conf like the one that kubelet writes into a pod: search list, name server, <c>ndots:5</c>. It is deleted when the server is disposed.</summary>
    /// <remarks>resolv.conf cannot contain a port, so you need <see cref="NameServer"/> as well, unless the server listens on port 53.</remarks>
    public string ResolvConfPath => resolvConf.Path;

    /// <summary>The queries that the server received, in order.</summary>
    public QuestionLog Questions { get; } = new();

    /// <summary>The faults.</summary>
    public DnsFaults Faults { get; }

    /// <summary>A cache in front of all replicas, such as a node-local cache.</summary>
    /// <value>Default: <see langword="null"/>, no cache; with <see cref="HeadlessServiceServerOptions.CountDownCache"/> a cache that keeps negative answers for the time given by their SOA.</value>
    public ClusterCache? Cache
    {
        get => responder.Answers.Front;
        set => responder.Answers.Front = value;
    }

    /// <summary>Whether the sockets are open; <see langword="false"/> after <see cref="PauseAsync"/>.</summary>
    public bool IsRunning => doors.IsOpen;

    /// <summary>Starts a server with one headless Service without pods.</summary>
    /// <param name="serviceName">For example <c>orders-headless</c>, or with a namespace <c>orders-headless.shop</c>.</param>
    /// <param name="configure">Configures the options.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The listening server. Dispose it.</returns>
    /// <exception cref="ArgumentException">The name or an option is not valid.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The server cannot listen on the address or port.</exception>
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

    /// <summary>Returns a replica.</summary>
    /// <param name="index">Its number, from 0, below <see cref="HeadlessServiceServerOptions.Replicas"/>.</param>
    /// <returns>The replica.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no replica with that number.</exception>
    public ClusterReplica Replica(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, replicas.Length);
        return replicas[index];
    }

    /// <summary>Configures options to use this server: sets the name server and the resolver configuration. Static peers are removed, because with them no query is sent.</summary>
    /// <param name="options">The options.</param>
    public void Configure(HeadlessPeersOptions options) => Configure(options, attemptTimeout: null);

    /// <summary>Configures options to use this server, like <see cref="Configure(HeadlessPeersOptions)"/>.</summary>
    /// <param name="options">The options.</param>
    /// <param name="attemptTimeout">The timeout of one attempt; <see langword="null"/> leaves it unchanged.</param>
    public void Configure(HeadlessPeersOptions options, TimeSpan? attemptTimeout)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.StaticPeers.Clear();
        options.NameServers.Clear();
        options.NameServers.Add(NameServer);
        options.ResolvConfPath = ResolvConfPath;
        options.AttemptTimeout = attemptTimeout ?? options.AttemptTimeout;
    }

    /// <summary>Configures options to use this server, with short times for tests: a removal, a scale to zero, an outage and a recovery each take less than a second.</summary>
    /// <param name="options">The options.</param>
    /// <param name="fast">Whether to set <see cref="HeadlessPeersOptions.MinRefreshInterval"/> (20 ms), <see cref="HeadlessPeersOptions.MaxRefreshInterval"/> (50 ms),
    /// <see cref="HeadlessPeersOptions.RefreshJitter"/> (0), <see cref="HeadlessPeersOptions.RemovalConfirmations"/> (1), <see cref="HeadlessPeersOptions.MassRemovalHold"/> (250 ms), <see cref="HeadlessPeersOptions.LookupTimeout"/> and
    /// <see cref="HeadlessPeersOptions.AttemptTimeout"/> (750 ms), <see cref="HeadlessPeersOptions.Attempts"/> (1) and <see cref="HeadlessPeersOptions.HedgeDelay"/> (100 ms).</param>
    /// <remarks>A single peer is removed by the first answer that lacks it; a mass removal is still held, but only briefly. Options that you set afterwards take precedence.</remarks>
    public void Configure(HeadlessPeersOptions options, bool fast)
    {
        Configure(options);
        if (fast)
        {
            TestTimes.Set(options);
        }
    }

    /// <summary>Closes the sockets and resets all connections, as if the server had been killed. Has no effect if already paused.</summary>
    /// <returns>A task that completes when the server has stopped.</returns>
    public Task PauseAsync() => doors.CloseAsync();

    /// <summary>Opens the sockets again, on the same port. Has no effect if the server is running.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the server is listening.</returns>
    /// <exception cref="ObjectDisposedException">The server was disposed.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The port has been taken in the meantime.</exception>
    public Task ResumeAsync(CancellationToken cancellationToken = default) => doors.OpenAsync(cancellationToken);

    /// <summary>Closes the sockets, resets all connections, and deletes the file. Calling it again has no effect.</summary>
    /// <returns>A task that completes when the server has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        await doors.DisposeAsync().ConfigureAwait(false);
        resolvConf.Dispose();
    }
}
