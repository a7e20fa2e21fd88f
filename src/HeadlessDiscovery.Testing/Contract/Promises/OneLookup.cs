using static HeadlessDiscovery.Testing.ContractScene;

namespace HeadlessDiscovery.Testing;

internal static class OneLookup
{
    public static async Task TryAsync(ContractScene scene)
    {
        await scene.MoveToAsync(A, B).ConfigureAwait(false);
        await scene.Stage.PauseLookupsAsync().ConfigureAwait(false);
        var first = scene.Resolver.RefreshAsync(scene.Safety).AsTask();
        await scene.Stage.LookupInFlightAsync(scene.Safety).ConfigureAwait(false);
        Task<PeerSnapshot>[] joining = [.. Enumerable.Range(0, 4).Select(_ => scene.Resolver.RefreshAsync(scene.Safety).AsTask())];

        // Only one lookup is released: a resolver that needs a second one never completes.
        await scene.Stage.ReleaseLookupAsync().ConfigureAwait(false);
        await first.WaitAsync(scene.Safety).ConfigureAwait(false);
        Expect(!scene.Stage.ControlsLookups || scene.Stage.MostLookupsAtOnce == 1, $"{scene.Stage.MostLookupsAtOnce} lookups ran at the same time");
        foreach (var joined in await Task.WhenAll(joining).WaitAsync(scene.Safety).ConfigureAwait(false))
        {
            ExpectPeers(joined, "What a joined refresh gives", A, B);
        }
    }
}
