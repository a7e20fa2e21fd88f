using System.Collections.Concurrent;
using HeadlessDiscovery;

namespace Snippets;

internal abstract class OwnershipPage(IPeerResolver peers)
{
    public async Task HandleAsync(string key, CancellationToken token)
    {
        // doc: owner
        var now = peers.Current;             // one snapshot for one decision
        Peer? owner = now.OwnerOf(key);      // the same on every pod with the same members
        bool here = now.SelfOwns(key);       // false while DNS does not list this pod

        if (!here && owner is not null)
        {
            await ForwardAsync(owner, key, token);
        }
        // doc: end
    }

    public IReadOnlyList<Peer> Replicas(string key)
    {
        // doc: owners
        var replicas = peers.Current.OwnersOf(key, 3);   // the owner, and two more; when it leaves, the second is the owner
        // doc: end
        return replicas;
    }

    public async Task FollowAsync(HashSet<string> keys, CancellationToken token)
    {
        // doc: follow
        await foreach (var change in peers.WatchMembersAsync(token))   // the first item is what is known now
        {
            foreach (var key in keys)
            {
                switch (change.MoveOf(key))
                {
                    case OwnershipMove.Gained:
                        await LoadAsync(key, token);
                        break;
                    case OwnershipMove.Lost:
                        await HandOverAsync(key, change.Current.OwnerOf(key), token);   // null: no member is left
                        break;
                }
            }
        }
        // doc: end
    }

    public void Follow(ConcurrentDictionary<string, string> cache)
    {
        // doc: event
        peers.MembersChanged += (_, members) =>
        {
            foreach (var key in cache.Keys.Where(key => members.Change.MoveOf(key) == OwnershipMove.Lost))
            {
                cache.TryRemove(key, out string? _);
            }
        };
        // doc: end
    }

    protected abstract Task ForwardAsync(Peer owner, string key, CancellationToken token);

    protected abstract Task LoadAsync(string key, CancellationToken token);

    protected abstract Task HandOverAsync(string key, Peer? to, CancellationToken token);
}
