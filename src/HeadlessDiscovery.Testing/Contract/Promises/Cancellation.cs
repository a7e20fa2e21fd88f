using static HeadlessDiscovery.Testing.ContractScene;

namespace HeadlessDiscovery.Testing;

internal static class Cancellation
{
    public static async Task TryAsync(ContractScene scene)
    {
        await ExpectDuringAsync(scene, "GetPeersAsync before the first answer", token => scene.Resolver.GetPeersAsync(token).AsTask()).ConfigureAwait(false);
        await scene.MoveToAsync(A).ConfigureAwait(false);
        await ExpectBeforeAsync("GetPeersAsync", token => scene.Resolver.GetPeersAsync(token).AsTask()).ConfigureAwait(false);
        await ExpectBeforeAsync("RefreshAsync", token => scene.Resolver.RefreshAsync(token).AsTask()).ConfigureAwait(false);
        await ExpectBeforeAsync("WatchAsync", token => ReadToEndAsync(scene, token)).ConfigureAwait(false);
        await ExpectDuringAsync(scene, "WatchAsync", token => ReadToEndAsync(scene, token)).ConfigureAwait(false);
        if (!scene.Stage.ControlsLookups)
        {
            return;
        }

        await scene.Stage.PauseLookupsAsync().ConfigureAwait(false);
        await ExpectDuringAsync(scene, "RefreshAsync", token => scene.Resolver.RefreshAsync(token).AsTask()).ConfigureAwait(false);

        // The caller's token cancels the wait but not the lookup: callers that joined it still get its answer.
        await scene.Stage.LookupInFlightAsync(scene.Safety).ConfigureAwait(false);
        var joined = scene.Resolver.RefreshAsync(scene.Safety).AsTask();
        await scene.Stage.ReleaseLookupAsync().ConfigureAwait(false);
        ExpectPeers(await joined.WaitAsync(scene.Safety).ConfigureAwait(false), "A refresh that joined a lookup whose first caller gave up", A);
    }

    private static async Task ExpectBeforeAsync(string call, Func<CancellationToken, Task> act)
    {
        using var mine = new CancellationTokenSource();
        await mine.CancelAsync().ConfigureAwait(false);
        ExpectMine($"{call} with a cancelled token", await ThrownByAsync(() => act(mine.Token)).ConfigureAwait(false), mine.Token);
    }

    private static async Task ExpectDuringAsync(ContractScene scene, string call, Func<CancellationToken, Task> act)
    {
        using var mine = new CancellationTokenSource();
        var running = act(mine.Token);
        Expect(!running.IsCompleted, $"{call} must wait, but it ended immediately");
        await mine.CancelAsync().ConfigureAwait(false);
        ExpectMine($"{call}, cancelled during the wait,", await ThrownByAsync(() => running.WaitAsync(scene.Safety)).ConfigureAwait(false), mine.Token);
    }

    private static void ExpectMine(string call, Exception? thrown, CancellationToken mine) => Expect(
        thrown is OperationCanceledException canceled && canceled.CancellationToken == mine,
        $"{call} must throw OperationCanceledException with the caller's token, but it gave {Name(thrown)}{(thrown is OperationCanceledException ? " with another token" : string.Empty)}");

    private static async Task ReadToEndAsync(ContractScene scene, CancellationToken token)
    {
        await foreach (var change in scene.Resolver.WatchAsync(token).ConfigureAwait(false))
        {
            _ = change;
        }
    }
}
