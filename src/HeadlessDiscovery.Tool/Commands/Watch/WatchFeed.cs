using System.Runtime.CompilerServices;
using System.Threading.Channels;
using HeadlessDiscovery.Tool.Resolving;

namespace HeadlessDiscovery.Tool.Commands.Watch;

/// <summary>The changes of a session in one line with its lookups.</summary>
internal static class WatchFeed
{
    /// <summary>Each change; and, where <paramref name="lookups"/> are wanted, null for each lookup that ended. Ends quietly when cancelled, after what was seen until then.</summary>
    public static async IAsyncEnumerable<PeerChange?> ReadAsync(IResolverSession session, bool lookups, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var feed = Channel.CreateUnbounded<PeerChange?>(new UnboundedChannelOptions { SingleReader = true });
        if (lookups)
        {
            session.LookupEnded = () => feed.Writer.TryWrite(null);
        }

        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pump = PumpAsync(session, feed.Writer, left.Token);
        try
        {
            // Without the token: what arrived before the end is told.
            await foreach (var item in feed.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return item;
            }
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
            await pump.ConfigureAwait(false);
        }
    }

    private static async Task PumpAsync(IResolverSession session, ChannelWriter<PeerChange?> writer, CancellationToken cancellationToken)
    {
        Exception? end = null;
        try
        {
            await foreach (var change in session.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                writer.TryWrite(change);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The normal end of watching.
        }
        catch (Exception failure)
        {
            end = failure;
        }

        writer.TryComplete(end);
    }
}
