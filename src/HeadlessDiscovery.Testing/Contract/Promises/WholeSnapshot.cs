using static HeadlessDiscovery.Testing.ContractScene;

namespace HeadlessDiscovery.Testing;

internal static class WholeSnapshot
{
    public static async Task TryAsync(ContractScene scene)
    {
        await scene.MoveToAsync(A, B).ConfigureAwait(false);
        var held = scene.Resolver.Current;
        var (version, line, fingerprint) = (held.Version, held.ToString(), held.Fingerprint);
        await scene.MoveToAsync(B, C).ConfigureAwait(false);
        var current = scene.Resolver.Current;
        ExpectPeers(current, "Current after the peers moved", B, C);
        Expect(current.Version > version, $"Current after the peers moved must have a higher version than {version}, but it is {current}");
        ExpectPeers(held, "The snapshot that was held", A, B);
        Expect(
            (held.Version, held.ToString(), held.Fingerprint) == (version, line, fingerprint),
            $"The snapshot that was held was {line} and has become {held}");
        var cached = await scene.Resolver.GetPeersAsync(scene.Safety).ConfigureAwait(false);
        Expect(cached.Version >= current.Version, $"GetPeersAsync must give what is known ({current}), but it gave {cached}");
    }
}
