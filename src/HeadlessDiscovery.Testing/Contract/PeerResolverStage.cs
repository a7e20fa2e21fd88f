namespace HeadlessDiscovery.Testing;

/// <summary>One resolver and the source that it asks, for <see cref="PeerResolverContract"/>. Each promise is tried on a stage of its own.</summary>
/// <remarks>
/// Every method completes when the source has changed; the resolver may learn of it later, by itself or by the refresh that the contract asks for.
/// Configure the resolver to remove at once (one confirmation, no hold) and to ask often. The source starts silent: it has nothing to say, so the resolver is unresolved.
/// </remarks>
public abstract class PeerResolverStage : IAsyncDisposable
{
    /// <summary>The resolver; the same object at each call, and nothing was called on it before.</summary>
    public abstract IPeerResolver Resolver { get; }

    /// <summary>Whether <see cref="PauseLookupsAsync"/> and what belongs to it work. Without, nothing is tried during a lookup.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public virtual bool ControlsLookups => false;

    /// <summary>How many lookups were in flight at the same time, at most, so far. Read only where <see cref="ControlsLookups"/> is set.</summary>
    public virtual int MostLookupsAtOnce => 0;

    /// <summary>From now on the source names exactly these peers.</summary>
    /// <param name="peers">Not empty, in the order in which the source should name them.</param>
    /// <returns>When the source has changed.</returns>
    public abstract Task AnswerAsync(IReadOnlyList<Peer> peers);

    /// <summary>From now on the source names the same peers in another order and with another TTL.</summary>
    /// <param name="peers">Those that it names already, in the new order.</param>
    /// <returns>When the source has changed.</returns>
    public virtual Task AnswerWithoutDifferenceAsync(IReadOnlyList<Peer> peers) => AnswerAsync(peers);

    /// <summary>From now on the source says, verified, that there is nobody.</summary>
    /// <returns>When the source has changed.</returns>
    public abstract Task AnswerNobodyAsync();

    /// <summary>From now on the source fails: every lookup is Unknown, until the next answer.</summary>
    /// <returns>When the source has changed.</returns>
    public abstract Task FailAsync();

    /// <summary>Lookups from now on do not end by themselves.</summary>
    /// <returns>When that is so.</returns>
    public virtual Task PauseLookupsAsync() => Task.CompletedTask;

    /// <summary>Waits until a paused lookup is in flight.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When one is.</returns>
    public virtual Task LookupInFlightAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets the one lookup in flight end; the next ones stay paused.</summary>
    /// <returns>When it was let go.</returns>
    public virtual Task ReleaseLookupAsync() => Task.CompletedTask;

    /// <summary>Takes the stage down: disposes the resolver if it still lives, and the source.</summary>
    /// <returns>When all is gone.</returns>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Resolver is IAsyncDisposable later)
        {
            await later.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            (Resolver as IDisposable)?.Dispose();
        }
    }
}
