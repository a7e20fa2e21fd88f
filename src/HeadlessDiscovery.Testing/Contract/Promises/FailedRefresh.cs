using static HeadlessDiscovery.Testing.ContractScene;

namespace HeadlessDiscovery.Testing;

internal static class FailedRefresh
{
    public static async Task TryAsync(ContractScene scene)
    {
        await scene.MoveToAsync(A, B).ConfigureAwait(false);
        var reader = scene.Read();
        await using (reader.ConfigureAwait(false))
        {
            await reader.NextUntilAsync(now => now.Count == 2).ConfigureAwait(false);
            for (var failures = 1; failures <= 2; failures++)
            {
                var stale = await scene.FailAsync().ConfigureAwait(false);
                ExpectPeers(stale, $"The list after {failures} failed refreshes", A, B);
                Expect(stale is { IsStale: true, IsResolved: true, LastOutcome: LookupOutcome.Unknown }, $"After {failures} failed refreshes the list must be stale, but it is {stale}, last lookup {stale.LastOutcome}");
            }

            var told = await reader.NextUntilAsync(now => now.IsStale).ConfigureAwait(false);
            ExpectPeers(told.Removed, "What a failed refresh removes", []);
            var cached = await scene.Resolver.GetPeersAsync(scene.Safety).ConfigureAwait(false);
            ExpectPeers(cached, "What GetPeersAsync gives while the source fails", A, B);
            await scene.MoveToAsync(A, C).ConfigureAwait(false);
            await reader.NextUntilAsync(now => now.SequenceEqual([A, C])).ConfigureAwait(false);
        }
    }
}
