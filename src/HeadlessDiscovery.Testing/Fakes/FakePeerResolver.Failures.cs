namespace HeadlessDiscovery.Testing;

/// <content>Sources that fail, and lookups that are paused.</content>
public sealed partial class FakePeerResolver
{
    /// <summary>Simulates a failed lookup: the peers are kept but stale, and <see cref="RefreshAsync"/> throws.</summary>
    /// <param name="reason">The reason, which must be one of those for <see cref="LookupOutcome.Unknown"/>.</param>
    /// <returns>This fake.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reason"/> is not a reason for Unknown.</exception>
    /// <exception cref="InvalidOperationException">Nothing has been resolved yet: see <see cref="Unresolve"/>.</exception>
    /// <exception cref="ObjectDisposedException">The fake has been disposed.</exception>
    public FakePeerResolver GoStale(LookupReason reason = LookupReason.ServFail)
    {
        RequireUnknown(reason);
        return Tell(now => now.IsResolved
            ? now with { Failure = reason, StaleSince = now.StaleSince ?? time.GetUtcNow() }
            : throw new InvalidOperationException("Nothing has been resolved yet, so nothing can become stale: call Set or Empty first, or Unresolve for a start that fails."));
    }

    /// <summary>Simulates a complete answer that lists the current peers: ends staleness and changes nothing else.</summary>
    /// <returns>This fake.</returns>
    /// <exception cref="InvalidOperationException">Nothing has been resolved yet, so there is nothing to recover.</exception>
    /// <exception cref="ObjectDisposedException">The fake has been disposed.</exception>
    public FakePeerResolver Recover() => Tell(now => now.IsResolved
        ? now with { Failure = LookupReason.None, StaleSince = null }
        : throw new InvalidOperationException("Nothing has been resolved yet, so there is nothing to recover: call Set or Empty."));

    /// <summary>Simulates a failed start: nothing is resolved, the last lookup is Unknown, and <see cref="RefreshAsync"/> throws. Only allowed before the first answer.</summary>
    /// <param name="reason">The reason, which must be one of those for <see cref="LookupOutcome.Unknown"/>.</param>
    /// <returns>This fake.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reason"/> is not a reason for Unknown.</exception>
    /// <exception cref="InvalidOperationException">There was an answer: a resolver never forgets a verified answer, it becomes stale.</exception>
    /// <exception cref="ObjectDisposedException">The fake has been disposed.</exception>
    public FakePeerResolver Unresolve(LookupReason reason = LookupReason.ServFail)
    {
        RequireUnknown(reason);
        return Tell(now => now.IsResolved
            ? throw new InvalidOperationException("A resolver never forgets a verified answer: use GoStale, or a new fake.")
            : now with { Failure = reason });
    }

    /// <summary>Pauses lookups that <see cref="RefreshAsync"/> starts from now on.</summary>
    /// <returns>This fake.</returns>
    public FakePeerResolver PauseLookups()
    {
        lookups.Pause();
        return this;
    }

    /// <summary>Lets the lookup in flight complete; later ones remain paused. Has no effect if none is in flight.</summary>
    /// <returns>This fake.</returns>
    public FakePeerResolver ReleaseLookup()
    {
        lookups.ReleaseOne();
        return this;
    }

    /// <summary>Lets the lookup in flight and all later ones complete.</summary>
    /// <returns>This fake.</returns>
    public FakePeerResolver ResumeLookups()
    {
        lookups.Resume();
        return this;
    }

    private static void RequireUnknown(LookupReason reason)
    {
        if (!Enum.IsDefined(reason) || reason is LookupReason.None or LookupReason.NxDomain or LookupReason.NoData)
        {
            throw new ArgumentOutOfRangeException(nameof(reason), reason, $"{reason} is not a reason for Unknown, such as ServFail or Timeout.");
        }
    }
}
