namespace HeadlessDiscovery.Testing;

/// <content>The script: sources that fail, and lookups that take their time.</content>
public sealed partial class FakePeerResolver
{
    /// <summary>The last lookup could not be completed: the peers stay, stale, and <see cref="RefreshAsync"/> throws.</summary>
    /// <param name="reason">Why: a reason of <see cref="LookupOutcome.Unknown"/>.</param>
    /// <returns>This fake.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reason"/> is no reason of Unknown.</exception>
    /// <exception cref="InvalidOperationException">Nothing was resolved yet: see <see cref="Unresolve"/>.</exception>
    /// <exception cref="ObjectDisposedException">The fake is disposed.</exception>
    public FakePeerResolver GoStale(LookupReason reason = LookupReason.ServFail)
    {
        RequireUnknown(reason);
        return Tell(now => now.IsResolved
            ? now with { Failure = reason, StaleSince = now.StaleSince ?? time.GetUtcNow() }
            : throw new InvalidOperationException("Nothing was resolved yet, so nothing can go stale: call Set or Empty first, or Unresolve for a start that fails."));
    }

    /// <summary>A complete answer that names those who are there: ends staleness, and nothing else.</summary>
    /// <returns>This fake.</returns>
    /// <exception cref="InvalidOperationException">Nothing was resolved yet, so there is nothing to recover.</exception>
    /// <exception cref="ObjectDisposedException">The fake is disposed.</exception>
    public FakePeerResolver Recover() => Tell(now => now.IsResolved
        ? now with { Failure = LookupReason.None, StaleSince = null }
        : throw new InvalidOperationException("Nothing was resolved yet, so there is nothing to recover: call Set or Empty."));

    /// <summary>A start that fails: nothing is resolved, the last lookup is Unknown, and <see cref="RefreshAsync"/> throws. Only before the first answer.</summary>
    /// <param name="reason">Why: a reason of <see cref="LookupOutcome.Unknown"/>.</param>
    /// <returns>This fake.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reason"/> is no reason of Unknown.</exception>
    /// <exception cref="InvalidOperationException">Something was resolved: a resolver never forgets a verified answer, it goes stale.</exception>
    /// <exception cref="ObjectDisposedException">The fake is disposed.</exception>
    public FakePeerResolver Unresolve(LookupReason reason = LookupReason.ServFail)
    {
        RequireUnknown(reason);
        return Tell(now => now.IsResolved
            ? throw new InvalidOperationException("A resolver never forgets a verified answer: use GoStale, or a new fake.")
            : now with { Failure = reason });
    }

    /// <summary>Lookups that <see cref="RefreshAsync"/> starts from now on do not end by themselves.</summary>
    /// <returns>This fake.</returns>
    public FakePeerResolver PauseLookups()
    {
        lookups.Pause();
        return this;
    }

    /// <summary>Lets the lookup in flight end; later ones stay paused. Does nothing where none is in flight.</summary>
    /// <returns>This fake.</returns>
    public FakePeerResolver ReleaseLookup()
    {
        lookups.ReleaseOne();
        return this;
    }

    /// <summary>Lets the lookup in flight and all later ones end by themselves.</summary>
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
            throw new ArgumentOutOfRangeException(nameof(reason), reason, $"{reason} is no reason for Unknown, such as ServFail or Timeout.");
        }
    }
}
