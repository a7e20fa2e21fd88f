using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>Watches for called peers that leave DNS, each with a token of its own.</summary>
internal sealed class PeerDepartures : IAsyncDisposable
{
    private readonly Dictionary<Peer, CancellationTokenSource> present = [];
    private readonly Task watching = Task.CompletedTask;
    private readonly ImmutableArray<Peer> targets;
    private readonly PeerCallOptions options;

    public PeerDepartures(IPeerResolver resolver, ImmutableArray<Peer> targets, PeerCallOptions options, CancellationToken ended)
    {
        this.targets = targets;
        this.options = options;
        if (options.AbandonPeersThatLeave && !targets.IsEmpty)
        {
            present = targets.ToDictionary(peer => peer, _ => new CancellationTokenSource());
            watching = WatchAsync(resolver, ended);
        }
    }

    /// <summary>Who is called: each pod once, as far as host names tell.</summary>
    public static ImmutableArray<Peer> Targets(PeerSnapshot snapshot, PeerCallOptions options) =>
        options.IncludeSelf ? snapshot.GetMemberPods() : snapshot.GetPods();

    /// <summary>Cancelled once the peer has left; a peer that comes back stays left for this call.</summary>
    public CancellationToken Of(Peer peer) => present.TryGetValue(peer, out var left) ? left.Token : CancellationToken.None;

    // The sources are not disposed, and hold nothing that needs it: a worker that the end overtakes still asks for its token.
    public async ValueTask DisposeAsync() => await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task WatchAsync(IPeerResolver resolver, CancellationToken ended)
    {
        // The first item is what is known now: it also tells who left between the snapshot that is asked and this line.
        await foreach (var change in resolver.WatchAsync(ended).ConfigureAwait(false))
        {
            var here = options.IncludeSelf ? change.Current.Members : change.Current.AsImmutableArray();

            // Last ones first: the end of one call starts the next, which must find out that its peer has left too.
            foreach (var peer in targets.Reverse().Where(peer => change.Current.IsResolved && here.BinarySearch(peer) < 0))
            {
                await present[peer].CancelAsync().ConfigureAwait(false);
            }
        }
    }
}
