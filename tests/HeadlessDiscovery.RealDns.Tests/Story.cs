using System.Collections.Concurrent;
using System.Diagnostics;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>Who was added and removed by a resolver, and when.</summary>
internal sealed class Story
{
    private readonly ConcurrentQueue<(string Peer, bool IsRemoval, long Timestamp)> events = new();

    public Story(PeerResolver resolver) => resolver.PeersChanged += (_, arguments) =>
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var peer in arguments.Change.Added)
        {
            events.Enqueue((peer.ToString(), false, now));
        }

        foreach (var peer in arguments.Change.Removed)
        {
            events.Enqueue((peer.ToString(), true, now));
        }
    };

    /// <summary>Each removal, the oldest first.</summary>
    public IEnumerable<string> Removed => events.Where(change => change.IsRemoval).Select(change => change.Peer);

    /// <summary>Waits until something was heard about a peer: handlers hear of a version a little later than streams.</summary>
    public async Task<TimeSpan> UntilAsync(long moment, string peer, bool isRemoval, CancellationToken cancellationToken)
    {
        TimeSpan? late;
        while ((late = Since(moment, peer, isRemoval)) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }

        return late.Value;
    }

    /// <summary>How long after a moment a peer was first removed, or added.</summary>
    public TimeSpan? Since(long moment, string peer, bool isRemoval) => events
        .Where(change => change.Peer == peer && change.IsRemoval == isRemoval && change.Timestamp >= moment)
        .Select(change => (TimeSpan?)Stopwatch.GetElapsedTime(moment, change.Timestamp))
        .FirstOrDefault();
}
