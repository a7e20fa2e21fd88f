using static HeadlessDiscovery.Testing.ContractScene;

namespace HeadlessDiscovery.Testing;

internal static class Disposal
{
    public static Task TrySynchronousAsync(ContractScene scene) => TryAsync(scene, asynchronousFirst: false);

    public static Task TryAsynchronousAsync(ContractScene scene) => TryAsync(scene, asynchronousFirst: true);

    private static async Task TryAsync(ContractScene scene, bool asynchronousFirst)
    {
        var (later, now) = (scene.Resolver as IAsyncDisposable, scene.Resolver as IDisposable);
        if (later is null && now is null)
        {
            return;
        }

        await scene.MoveToAsync(A).ConfigureAwait(false);
        var reader = scene.Read();
        await using (reader.ConfigureAwait(false))
        {
            await reader.NextUntilAsync(known => known.Count == 1).ConfigureAwait(false);
            _ = reader.Pending;
            for (var times = 1; times <= 2; times++)
            {
                await (asynchronousFirst ? DisposeAsync(later, null) : DisposeAsync(null, now)).ConfigureAwait(false);
                await DisposeAsync(later, now).ConfigureAwait(false);
            }

            Expect(!await reader.Pending.WaitAsync(scene.Safety).ConfigureAwait(false), "A stream must end at disposal, but it gave another item");
        }

        ExpectPeers(scene.Resolver.Current, "Current after disposal", A);
        var refused = await ThrownByAsync(async () => await scene.Resolver.RefreshAsync(scene.Safety).ConfigureAwait(false)).ConfigureAwait(false);
        Expect(refused is ObjectDisposedException, $"RefreshAsync after disposal must throw ObjectDisposedException, but it gave {Name(refused)}");
    }

    private static async Task DisposeAsync(IAsyncDisposable? later, IDisposable? now)
    {
        if (later is not null)
        {
            await later.DisposeAsync().ConfigureAwait(false);
        }

        now?.Dispose();
    }
}
