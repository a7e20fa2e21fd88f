using System.Collections.Immutable;
using HeadlessDiscovery.Events;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Watching;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery;

/// <summary>Resolves and watches one headless service. <c>AddHeadlessPeers</c> registers it; a program without a container creates it directly.</summary>
/// <remarks>The first call of any member except <see cref="Current"/>, <see cref="Plan"/>, <see cref="LastLookup"/>, <see cref="GetCurrentStatistics"/> and <see cref="ExplainAsync"/> starts the loop.</remarks>
public sealed class PeerResolver : IPeerResolver, IAsyncDisposable, IDisposable
{
    private readonly ResolverEngine engine;

    /// <summary>Creates a resolver.</summary>
    /// <param name="serviceName">The service, as <see cref="HeadlessPeersOptions.ServiceName"/>; also its <see cref="Name"/>.</param>
    /// <param name="configure">Configures the options; may be null.</param>
    /// <param name="loggerFactory">Creates the logger, with the category <c>HeadlessDiscovery</c>; null disables logging.</param>
    /// <param name="timeProvider">The clock; the system clock if null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="serviceName"/> is null.</exception>
    /// <exception cref="OptionsValidationException">An option is not valid; each failure contains the property, its value and the valid range.</exception>
    public PeerResolver(string serviceName, Action<HeadlessPeersOptions>? configure = null, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
        : this(serviceName, Configured(serviceName, configure), ServicesOf(loggerFactory, timeProvider))
    {
    }

    internal PeerResolver(string name, HeadlessPeersOptions options, ResolverServices services)
    {
        Options = options.Copy();
        engine = new ResolverEngine(name, Options, services, this);
    }

    /// <inheritdoc/>
    public event EventHandler<PeersChangedEventArgs>? PeersChanged
    {
        add => Add(engine.PeersHandlers, value);
        remove => engine.PeersHandlers.Remove(value);
    }

    /// <inheritdoc/>
    public event EventHandler<PeersChangedEventArgs>? MembersChanged
    {
        add => Add(engine.MembersHandlers, value);
        remove => engine.MembersHandlers.Remove(value);
    }

    /// <inheritdoc/>
    public string Name => engine.Name;

    /// <inheritdoc/>
    public PeerSnapshot Current => engine.Publication.Current;

    /// <inheritdoc/>
    public ValueTask<PeerSnapshot> GetPeersAsync(CancellationToken cancellationToken = default)
    {
        var current = Current;
        return current.IsResolved && !cancellationToken.IsCancellationRequested ? new ValueTask<PeerSnapshot>(current) : FirstAnswerAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<PeerSnapshot>(cancellationToken);
        }

        if (engine.IsStopped)
        {
            return ValueTask.FromException<PeerSnapshot>(new ObjectDisposedException(nameof(PeerResolver)));
        }

        return new ValueTask<PeerSnapshot>(engine.Join().Task.WaitAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<PeerChange> WatchAsync(CancellationToken cancellationToken = default) =>
        new WatchStream(engine.Publication, engine.Start, cancellationToken);

    /// <inheritdoc/>
    public void ReportUnreachable(Peer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        engine.ReportUnreachable(peer, null);
    }

    /// <inheritdoc/>
    public void ReportUnreachable(Peer peer, string reporter)
    {
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(reporter);
        engine.ReportUnreachable(peer, reporter);
    }

    /// <summary>Returns what a lookup would query with the current resolver configuration, without sending a query.</summary>
    /// <returns>The configuration with its diagnostics, the candidates in order, and the skipped ones.</returns>
    public LookupPlan Plan() => engine.Plan();

    /// <summary>Runs one lookup in addition to the loop's, never at the same time as one of them, and explains it step by step. Changes no peer.</summary>
    /// <param name="cancellationToken">Cancels the lookup.</param>
    /// <returns>The explanation, also for Unknown. It sends its queries every time, regardless of the TTL, but only for the pinned name, which is read once more through a second DNS client at the same server (finding HP212 if the two differ). Whether the service is headless at all is checked once per name; <see cref="ExplainWithHostNamesAsync"/> checks each time.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled; the exception carries that token.</exception>
    public ValueTask<LookupExplanation> ExplainAsync(CancellationToken cancellationToken = default) => TellAsync(hostNames: false, cancellationToken);

    /// <summary>Like <see cref="ExplainAsync"/>, but also queries the SRV records of the service itself, which list its pods: this takes one more query, and at most a second.</summary>
    /// <param name="cancellationToken">Cancels the lookup.</param>
    /// <returns>The explanation, also for Unknown; with <see cref="LookupExplanation.HostNames"/> if the server has such records.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled; the exception carries that token.</exception>
    public ValueTask<LookupExplanation> ExplainWithHostNamesAsync(CancellationToken cancellationToken = default) => TellAsync(hostNames: true, cancellationToken);

    /// <summary>Queries each name server of a lookup for information that the resolver itself does not need: the SOA record of the cluster zone, <c>hostname.bind</c> and <c>id.server</c> (TXT, class CH), and the PTR record of an address that looks virtual. For <see cref="DiagnosisEvidence.Inspection"/>.</summary>
    /// <remarks>Uses UDP and DnsClient, like the second query of <see cref="ExplainAsync"/>. Queries all servers in parallel, each query for at most a second and without retries. It changes no peer and does not wait for the loop.</remarks>
    /// <param name="explanation">A lookup of this resolver, which provides the servers, the zone and the answer.</param>
    /// <param name="samples">How often each server is queried, at least 1: several replicas may be behind it.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>The answers; empty for static peers. A server that answers none of these queries is listed without information.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="explanation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled; the exception carries that token.</exception>
    public async ValueTask<ServerInspection> InspectServersAsync(LookupExplanation explanation, int samples = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        cancellationToken.ThrowIfCancellationRequested();
        return await engine.InspectServersAsync(explanation, samples, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The loop's last lookup, explained as <see cref="ExplainAsync"/> explains one, but without any query: for pages and logs that are read often.</summary>
    /// <returns>
    /// The explanation, built at this call from what the loop keeps; <see langword="null"/> before the first lookup ended. Its
    /// <see cref="LookupExplanation.Effect"/> is empty, because <see cref="Current"/> already has what the lookup changed.
    /// </returns>
    public LookupExplanation? LastLookup() => engine.LastLookup();

    /// <summary>Returns what this resolver has done so far and will do next: lookups, failures, durations, holds, reports. Sends no query.</summary>
    /// <returns>A copy, created by this call.</returns>
    public PeerResolverStatistics GetCurrentStatistics() => engine.Statistics();

    /// <summary>Stops the loop and ends every stream without an exception. Calling it again has no effect.</summary>
    public void Dispose() => engine.Dispose();

    /// <summary>Like <see cref="Dispose"/>, but also waits until a running lookup has ended.</summary>
    /// <returns>A task that completes when the loop has stopped.</returns>
    public async ValueTask DisposeAsync() => await engine.Stop().ConfigureAwait(false);

    /// <summary>Returns the options that this resolver was created with, and uses for its whole lifetime.</summary>
    /// <returns>A copy: changing it has no effect on the resolver.</returns>
    public HeadlessPeersOptions GetOptions() => Options.Copy();

    /// <summary>Returns this pod's addresses, which distinguish it from its peers, as determined when the resolver was created; sends no query.</summary>
    /// <returns><see cref="HeadlessPeersOptions.SelfAddresses"/>, or those of <c>POD_IPS</c>, <c>POD_IP</c> or the interfaces, with the port if it is known. Never default.</returns>
    public ImmutableArray<Peer> GetOwnAddresses() => engine.OwnAddresses;

    internal HeadlessPeersOptions Options { get; }

    internal string Service => engine.Service;

    internal void Start() => engine.Start();

    /// <summary>A callback of a change token threw.</summary>
    internal void CallbackFailed(Exception exception) => engine.CallbackFailed(exception);

    private void Add(ChangeHandlers handlers, EventHandler<PeersChangedEventArgs>? handler)
    {
        handlers.Add(handler);
        if (handler is not null)
        {
            engine.Start();
        }
    }

    private async ValueTask<LookupExplanation> TellAsync(bool hostNames, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.ExplainAsync(hostNames, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private async ValueTask<PeerSnapshot> FirstAnswerAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        engine.Start();
        while (true)
        {
            var state = engine.Publication.State;
            if (state.Snapshot.IsResolved)
            {
                return state.Snapshot;
            }

            ObjectDisposedException.ThrowIf(state.IsClosed, this);
            await state.Changed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static HeadlessPeersOptions Configured(string serviceName, Action<HeadlessPeersOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(serviceName);
        var options = new HeadlessPeersOptions { ServiceName = serviceName };
        configure?.Invoke(options);
        var result = new HeadlessPeersOptionsValidator().Validate(serviceName, options);
        return result.Failed ? throw new OptionsValidationException(serviceName, typeof(HeadlessPeersOptions), result.Failures) : options;
    }

    private static ResolverServices ServicesOf(ILoggerFactory? loggerFactory, TimeProvider? timeProvider)
    {
        var services = new ResolverServices();
        return services with
        {
            Logger = loggerFactory?.CreateLogger(nameof(HeadlessDiscovery)) ?? services.Logger,
            Time = timeProvider ?? services.Time,
        };
    }
}
