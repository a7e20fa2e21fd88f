namespace HeadlessDiscovery.Testing;

/// <summary>A resolver and the source that it queries, for <see cref="PeerResolverContract"/>. Each promise is tested on its own stage.</summary>
/// <remarks>
/// Every method completes when the source has changed; the resolver may notice later, by itself or through a refresh by the contract.
/// Configure the resolver to remove peers immediately (one confirmation, no hold) and to refresh often. Initially the source gives no answer, so the resolver is unresolved.
/// </remarks>
public abstract class PeerResolverStage : IAsyncDisposable
{
    /// <summary>The resolver. It must always be the same instance, and no member of it may have been called before.</summary>
    public abstract IPeerResolver Resolver { get; }

    /// <summary>Whether <see cref="PauseLookupsAsync"/> and the related methods are supported. If not, nothing is tested while a lookup is running.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public virtual bool ControlsLookups => false;

    /// <summary>The highest number of lookups that have been in flight at the same time so far. Only read if <see cref="ControlsLookups"/> is set.</summary>
    public virtual int MostLookupsAtOnce => 0;

    /// <summary>Makes the source list exactly these peers from now on.</summary>
    /// <param name="peers">The peers, at least one, in the order in which the source must list them.</param>
    /// <returns>A task that completes when the source has changed.</returns>
    public abstract Task AnswerAsync(IReadOnlyList<Peer> peers);

    /// <summary>Makes the source list the same peers in another order and with another TTL from now on.</summary>
    /// <param name="peers">The peers that are already listed, in the new order.</param>
    /// <returns>A task that completes when the source has changed.</returns>
    public virtual Task AnswerWithoutDifferenceAsync(IReadOnlyList<Peer> peers) => AnswerAsync(peers);

    /// <summary>Makes the source confirm from now on that there are no peers.</summary>
    /// <returns>A task that completes when the source has changed.</returns>
    public abstract Task AnswerNobodyAsync();

    /// <summary>Makes the source fail from now on: every lookup is Unknown, until the next answer is set.</summary>
    /// <returns>A task that completes when the source has changed.</returns>
    public abstract Task FailAsync();

    /// <summary>Keeps lookups from completing from now on.</summary>
    /// <returns>A task that completes when lookups are paused.</returns>
    public virtual Task PauseLookupsAsync() => Task.CompletedTask;

    /// <summary>Waits until a paused lookup is in flight.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when a lookup is in flight.</returns>
    public virtual Task LookupInFlightAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets the lookup in flight complete; later lookups remain paused.</summary>
    /// <returns>A task that completes when the lookup has been released.</returns>
    public virtual Task ReleaseLookupAsync() => Task.CompletedTask;

    /// <summary>Disposes the resolver, if that has not happened yet, and the source.</summary>
    /// <returns>A task that completes when both are disposed.</returns>
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
