using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery;

/// <summary>Resolves and watches one headless service, without a container.</summary>
public sealed class PeerResolver : IPeerResolver, IAsyncDisposable, IDisposable
{
    /// <summary>Makes a resolver; the first call (not <see cref="Current"/>) starts it.</summary>
    /// <param name="serviceName">The service.</param>
    /// <param name="configure">Sets options; may be null.</param>
    /// <param name="loggerFactory">Where it logs; may be null.</param>
    /// <param name="timeProvider">The clock; the system's where null.</param>
    public PeerResolver(string serviceName, Action<HeadlessPeersOptions>? configure = null, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        Name = serviceName;
        _ = configure;
        _ = loggerFactory;
        _ = timeProvider;
    }

    /// <inheritdoc/>
    public event EventHandler<PeersChangedEventArgs>? PeersChanged
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public PeerSnapshot Current => PeerSnapshot.Unresolved;

    /// <inheritdoc/>
    public ValueTask<PeerSnapshot> GetPeersAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<PeerSnapshot> RefreshAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public IAsyncEnumerable<PeerChange> WatchAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void ReportUnreachable(Peer peer) => throw new NotSupportedException();

    /// <summary>What a look-up would ask; asks nobody.</summary>
    /// <returns>The plan from the resolver configuration as it stands now.</returns>
    public LookupPlan Plan() => throw new NotSupportedException();

    /// <summary>Runs one look-up beside the loop (never at the same time), and tells it step by step. Changes no peer.</summary>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <returns>The explanation, for Unknown too.</returns>
    public ValueTask<LookupExplanation> ExplainAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
