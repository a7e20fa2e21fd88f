using static HeadlessDiscovery.Testing.ContractScene;

namespace HeadlessDiscovery.Testing;

internal static class SlowReader
{
    public static async Task TryAsync(ContractScene scene)
    {
        await scene.MoveToAsync(A).ConfigureAwait(false);
        var slow = scene.Read();
        await using (slow.ConfigureAwait(false))
        {
            await slow.NextUntilAsync(now => now.Count == 1).ConfigureAwait(false);
            await scene.MoveToAsync(A, B).ConfigureAwait(false);
            await scene.MoveToAsync(A, B, C).ConfigureAwait(false);
            await scene.MoveToAsync(B, C).ConfigureAwait(false);
            var last = scene.Resolver.Current;
            var item = await slow.NextAsync().ConfigureAwait(false);
            Expect(item.Current.Version >= last.Version, $"A slow reader must skip to the last version ({last}), but was given {item.Current}");
            ExpectPeers(item.Added, "What is added since this reader's last item", B, C);
            ExpectPeers(item.Removed, "What is removed since this reader's last item", A);
        }
    }
}
