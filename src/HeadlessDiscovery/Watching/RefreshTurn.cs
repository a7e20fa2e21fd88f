using HeadlessDiscovery.Lookup;

namespace HeadlessDiscovery.Watching;

/// <summary>One look-up of the loop, and those who wait for it.</summary>
internal sealed class RefreshTurn
{
    private readonly TaskCompletionSource<(LookupReport Report, PeerSnapshot Snapshot)?> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The report and what is known after it; null where the resolver was disposed before.</summary>
    public Task<(LookupReport Report, PeerSnapshot Snapshot)?> Ended => ended.Task;

    public void End(LookupReport report, PeerSnapshot snapshot) => ended.TrySetResult((report, snapshot));

    public void Abandon() => ended.TrySetResult(null);
}
