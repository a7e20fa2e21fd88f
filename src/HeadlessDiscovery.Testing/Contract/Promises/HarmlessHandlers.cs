using System.Threading.Channels;
using static HeadlessDiscovery.Testing.ContractScene;

namespace HeadlessDiscovery.Testing;

internal static class HarmlessHandlers
{
    public static async Task TryAsync(ContractScene scene)
    {
        await scene.MoveToAsync(A).ConfigureAwait(false);
        using var blocker = new ManualResetEventSlim();
        var told = Channel.CreateUnbounded<PeerChange>();
        var members = Channel.CreateUnbounded<PeerChange>();
        scene.Resolver.PeersChanged += (_, _) => throw new InvalidOperationException("A handler of the contract threw, as it should.");
        scene.Resolver.PeersChanged += (_, _) => blocker.Wait(scene.Safety);
        scene.Resolver.PeersChanged += (_, args) => told.Writer.TryWrite(args.Change);
        scene.Resolver.MembersChanged += (_, _) => throw new InvalidOperationException("A handler of the contract threw, as it should.");
        scene.Resolver.MembersChanged += (_, _) => blocker.Wait(scene.Safety);
        scene.Resolver.MembersChanged += (_, args) => members.Writer.TryWrite(args.Change);
        var blockedReader = BlockAtTheNextItemAsync(scene, blocker);
        try
        {
            await scene.MoveToAsync(A, B).ConfigureAwait(false);
            var first = await told.Reader.ReadAsync(scene.Safety).ConfigureAwait(false);
            ExpectPeers(first.Added, "What is reported as added to a handler, while another one throws and a third one blocks,", B);

            var firstMembers = await members.Reader.ReadAsync(scene.Safety).ConfigureAwait(false);
            ExpectPeers(firstMembers.AddedMembers, "What a handler of MembersChanged beside one that throws and one that blocks is told", B);

            // Again: one handler has thrown by now, and the other still blocks.
            await scene.MoveToAsync(B, C).ConfigureAwait(false);
            var second = await told.Reader.ReadAsync(scene.Safety).ConfigureAwait(false);
            ExpectPeers(second.Added, "What is reported next to that handler as added", C);
            ExpectPeers(second.Removed, "What is reported next to that handler as removed", A);
            var secondMembers = await members.Reader.ReadAsync(scene.Safety).ConfigureAwait(false);
            ExpectPeers(secondMembers.AddedMembers, "What the handler of MembersChanged is told next", C);
            ExpectPeers(secondMembers.RemovedMembers, "What the handler of MembersChanged is told has gone", A);
        }
        finally
        {
            blocker.Set();
        }

        await blockedReader.WaitAsync(scene.Safety).ConfigureAwait(false);
    }

    private static async Task BlockAtTheNextItemAsync(ContractScene scene, ManualResetEventSlim blocker)
    {
        var reader = scene.Read();
        await using (reader.ConfigureAwait(false))
        {
            await reader.NextUntilAsync(now => now.SequenceEqual([A])).ConfigureAwait(false);
            await reader.NextAsync().ConfigureAwait(false);
            blocker.Wait(scene.Safety);
        }
    }
}
