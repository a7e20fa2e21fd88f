using HeadlessDiscovery.Lookup;

namespace HeadlessDiscovery.Watching;

/// <summary>One lookup of the loop, for those who wait for it: the snapshot after a verified answer, or why there is none.</summary>
internal sealed class RefreshTurn : TaskCompletionSource<PeerSnapshot>
{
    public RefreshTurn()
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
    }

    /// <summary>Whether somebody waits; set before the turn is over, or never.</summary>
    public bool IsAwaited { get; set; }

    public void End(LookupReport report, PeerSnapshot snapshot)
    {
        if (report.Answer.IsVerified)
        {
            TrySetResult(snapshot);
        }
        else if (IsAwaited)
        {
            Fail(LookupFailure.Of(report));
        }
    }

    /// <summary>The turn broke off.</summary>
    public void Break(LookupReport report) => Fail(LookupFailure.Of(report));

    /// <summary>The resolver was disposed before.</summary>
    public void Abandon() => Fail(new ObjectDisposedException(nameof(PeerResolver)));

    private void Fail(Exception exception)
    {
        TrySetException(exception);

        // Each who waits is told; nobody may be left to look at it.
        _ = Task.Exception;
    }
}
