using System.Threading.Channels;
using static HeadlessDiscovery.Testing.ContractScene;

namespace HeadlessDiscovery.Testing;

internal static class OnlyDifferences
{
    public static async Task TryAsync(ContractScene scene)
    {
        var before = await scene.MoveToAsync(A, B).ConfigureAwait(false);
        var told = Channel.CreateUnbounded<PeerChange>();
        var members = Channel.CreateUnbounded<PeerChange>();
        scene.Resolver.PeersChanged += (_, args) => told.Writer.TryWrite(args.Change);
        scene.Resolver.MembersChanged += (_, args) => members.Writer.TryWrite(args.Change);
        var reader = scene.Read();
        await using (reader.ConfigureAwait(false))
        {
            await reader.NextUntilAsync(now => now.Version == before.Version).ConfigureAwait(false);

            // The read is in flight: an unnecessary version would complete it, and could not be skipped.
            _ = reader.Pending;
            await scene.Stage.AnswerWithoutDifferenceAsync([B, A]).ConfigureAwait(false);
            await scene.RefreshAnywayAsync().ConfigureAwait(false);
            var after = scene.Resolver.Current;
            Expect(after.Version == before.Version, $"Neither a new order nor a new TTL is a change, but {before} became {after}");
            await scene.FailAsync().ConfigureAwait(false);
            var next = await reader.NextAsync().ConfigureAwait(false);
            Expect(next.Current.IsStale, $"Neither a new order nor a new TTL is a change, but the stream gave {next.Current}");
        }

        await scene.MoveToAsync(A, B).ConfigureAwait(false);
        await scene.MoveToAsync(A, B, C).ConfigureAwait(false);
        await ExpectNextAsync(scene, told, members, added: [C], removed: []).ConfigureAwait(false);
        await scene.MoveToAsync(B, C).ConfigureAwait(false);
        await ExpectNextAsync(scene, told, members, added: [], removed: [A]).ConfigureAwait(false);
        await scene.MoveToAsync().ConfigureAwait(false);
        await ExpectNextAsync(scene, told, members, added: [], removed: [B, C]).ConfigureAwait(false);
    }

    private static async Task ExpectNextAsync(ContractScene scene, Channel<PeerChange> told, Channel<PeerChange> members, Peer[] added, Peer[] removed)
    {
        var change = await told.Reader.ReadAsync(scene.Safety).ConfigureAwait(false);
        ExpectPeers(change.Added, "What PeersChanged reports as added", added);
        ExpectPeers(change.Removed, "What PeersChanged reports as removed", removed);
        var changeOfMembers = await members.Reader.ReadAsync(scene.Safety).ConfigureAwait(false);
        ExpectPeers(changeOfMembers.AddedMembers, "What MembersChanged reports as added", added);
        ExpectPeers(changeOfMembers.RemovedMembers, "What MembersChanged reports as removed", removed);
    }
}
