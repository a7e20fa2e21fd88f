namespace HeadlessDiscovery.Testing;

/// <summary>Tests that check the promises of <see cref="IPeerResolver"/> on your own implementation. They need no test framework: a broken promise throws an exception.</summary>
/// <param name="setStage">Creates a new stage; called at least once per promise. The contract disposes it.</param>
/// <remarks>The tests do not sleep: that something does not happen is proved by something that happens later.</remarks>
public sealed class PeerResolverContract(Func<CancellationToken, ValueTask<PeerResolverStage>> setStage)
{
    private readonly Func<CancellationToken, ValueTask<PeerResolverStage>> setStage = setStage ?? throw new ArgumentNullException(nameof(setStage));

    /// <summary>How long the test of one promise may take before the promise counts as broken. Wall-clock time.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan SafetyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One lookup runs at a time; a refresh asked for during a lookup joins it.</summary>
    /// <param name="cancellationToken">Cancels the test.</param>
    /// <returns>A task that completes when the promise was kept.</returns>
    /// <remarks>Without <see cref="PeerResolverStage.ControlsLookups"/>, this only checks that simultaneous refreshes all complete.</remarks>
    /// <exception cref="PeerResolverContractException">The promise was broken.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public Task OneLookupRunsAtATimeAsync(CancellationToken cancellationToken = default) =>
        TryAsync("One lookup runs at a time; a refresh asked for during a lookup joins it.", OneLookup.TryAsync, cancellationToken);

    /// <summary>Current is replaced as a whole; a snapshot that you hold never changes.</summary>
    /// <inheritdoc cref="OneLookupRunsAtATimeAsync" path="/*[self::param or self::returns or self::exception]"/>
    public Task CurrentIsReplacedAsAWholeAsync(CancellationToken cancellationToken = default) =>
        TryAsync("Current is replaced as a whole; a snapshot that you hold never changes.", WholeSnapshot.TryAsync, cancellationToken);

    /// <summary>A WatchAsync stream first gives what is known, then versions only grow; subscribing needs no earlier read and misses nothing in between.</summary>
    /// <inheritdoc cref="OneLookupRunsAtATimeAsync" path="/*[self::param or self::returns or self::exception]"/>
    public Task StreamsStartWithWhatIsKnownAsync(CancellationToken cancellationToken = default) =>
        TryAsync("A WatchAsync stream first gives what is known, then versions only grow; subscribing needs no earlier read and misses nothing in between.", StreamStart.TryAsync, cancellationToken);

    /// <summary>A slow reader skips intermediate versions, never the last; Added and Removed are relative to what that reader saw last.</summary>
    /// <inheritdoc cref="OneLookupRunsAtATimeAsync" path="/*[self::param or self::returns or self::exception]"/>
    public Task SlowReadersSkipToTheLastAsync(CancellationToken cancellationToken = default) =>
        TryAsync("A slow reader skips intermediate versions, never the last; Added and Removed are relative to what that reader saw last.", SlowReader.TryAsync, cancellationToken);

    /// <summary>A failed refresh keeps the last peers, is logged on transition and counted, and never ends a stream.</summary>
    /// <remarks>Logs and metrics are up to the resolver and are not checked.</remarks>
    /// <inheritdoc cref="OneLookupRunsAtATimeAsync" path="/*[self::param or self::returns or self::exception]"/>
    public Task FailedRefreshesKeepThePeersAsync(CancellationToken cancellationToken = default) =>
        TryAsync("A failed refresh keeps the last peers, is logged on transition and counted, and never ends a stream.", FailedRefresh.TryAsync, cancellationToken);

    /// <summary>No user code runs on the refresh loop; a handler that throws or blocks harms neither the loop nor the other handlers.</summary>
    /// <inheritdoc cref="OneLookupRunsAtATimeAsync" path="/*[self::param or self::returns or self::exception]"/>
    public Task HandlersHarmNobodyAsync(CancellationToken cancellationToken = default) =>
        TryAsync("No user code runs on the refresh loop; a handler that throws or blocks harms neither the loop nor the other handlers.", HarmlessHandlers.TryAsync, cancellationToken);

    /// <summary>No event without a difference: neither a new order nor a new TTL is a change; PeersChanged fires only when a peer was added or removed, MembersChanged only when a member was.</summary>
    /// <inheritdoc cref="OneLookupRunsAtATimeAsync" path="/*[self::param or self::returns or self::exception]"/>
    public Task NoEventWithoutADifferenceAsync(CancellationToken cancellationToken = default) =>
        TryAsync("No event without a difference: neither a new order nor a new TTL is a change; PeersChanged fires only when a peer was added or removed, MembersChanged only when a member was.", OnlyDifferences.TryAsync, cancellationToken);

    /// <summary>Cancellation gives OperationCanceledException with the caller's token; streams end quietly at disposal, which is idempotent, synchronous or not.</summary>
    /// <inheritdoc cref="OneLookupRunsAtATimeAsync" path="/*[self::param or self::returns or self::exception]"/>
    public async Task EndsAsAskedAsync(CancellationToken cancellationToken = default)
    {
        const string Promise = "Cancellation gives OperationCanceledException with the caller's token; streams end quietly at disposal, which is idempotent, synchronous or not.";
        await TryAsync(Promise, Cancellation.TryAsync, cancellationToken).ConfigureAwait(false);
        await TryAsync(Promise, Disposal.TrySynchronousAsync, cancellationToken).ConfigureAwait(false);
        await TryAsync(Promise, Disposal.TryAsynchronousAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tests all promises, one after the other, and reports every broken one.</summary>
    /// <param name="cancellationToken">Cancels the test.</param>
    /// <returns>A task that completes when all promises were kept.</returns>
    /// <exception cref="PeerResolverContractException">At least one promise was broken; the message lists all of them.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it carries that token.</exception>
    public async Task RunAllAsync(CancellationToken cancellationToken = default)
    {
        Func<CancellationToken, Task>[] promises =
        [
            OneLookupRunsAtATimeAsync, CurrentIsReplacedAsAWholeAsync, StreamsStartWithWhatIsKnownAsync, SlowReadersSkipToTheLastAsync,
            FailedRefreshesKeepThePeersAsync, HandlersHarmNobodyAsync, NoEventWithoutADifferenceAsync, EndsAsAskedAsync,
        ];
        var broken = new List<PeerResolverContractException>();
        foreach (var promise in promises)
        {
            try
            {
                await promise(cancellationToken).ConfigureAwait(false);
            }
            catch (PeerResolverContractException one)
            {
                broken.Add(one);
            }
        }

        if (broken.Count > 0)
        {
            throw new PeerResolverContractException($"{broken.Count} of {promises.Length} promises are broken.\n{string.Join('\n', broken.Select(one => one.Message))}", new AggregateException(broken));
        }
    }

    private async Task TryAsync(string promise, Func<ContractScene, Task> trial, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var net = new CancellationTokenSource(SafetyTimeout, TimeProvider.System);
        using var safety = CancellationTokenSource.CreateLinkedTokenSource(net.Token, cancellationToken);
        try
        {
            var stage = await setStage(safety.Token).ConfigureAwait(false);
            await using (stage.ConfigureAwait(false))
            {
                await trial(new ContractScene(stage, safety.Token)).ConfigureAwait(false);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception otherwise)
        {
            var late = net.IsCancellationRequested ? $"Not within {SafetyTimeout}. " : string.Empty;
            throw new PeerResolverContractException($"Promise: {promise}\n  Broken: {late}{otherwise.Message}", otherwise);
        }
    }
}
