using static HeadlessDiscovery.Testing.ContractScene;

namespace HeadlessDiscovery.Testing;

internal static class StreamStart
{
    public static async Task TryAsync(ContractScene scene)
    {
        var early = scene.Read();
        await using (early.ConfigureAwait(false))
        {
            await early.NextAsync().ConfigureAwait(false);
            await scene.MoveToAsync(A).ConfigureAwait(false);
            var found = await early.NextUntilAsync(now => now.Count > 0).ConfigureAwait(false);
            ExpectPeers(found.Added, "What the existing stream reports as added", A);
            await scene.MoveToAsync(A, B).ConfigureAwait(false);
            await TryLateAsync(scene, early).ConfigureAwait(false);
        }
    }

    private static async Task TryLateAsync(ContractScene scene, ContractReader early)
    {
        var known = scene.Resolver.Current;
        var late = scene.Read();
        await using (late.ConfigureAwait(false))
        {
            var first = await late.NextAsync().ConfigureAwait(false);
            Expect(first.Current.Version >= known.Version, $"A stream must first give what is known ({known}), but it gave {first.Current}");
            ExpectPeers(first.Added, "What the first item reports as added", A, B);

            // Between two reads, the change must be kept for the reader.
            await scene.MoveToAsync(B).ConfigureAwait(false);
            var moved = await late.NextUntilAsync(now => now.Count == 1).ConfigureAwait(false);
            ExpectPeers(moved.Current, "What a stream gives after its reader was away", B);
            await early.NextUntilAsync(now => now.SequenceEqual([B])).ConfigureAwait(false);
        }
    }
}
