using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace HeadlessDiscovery;

/// <summary>Calls every peer, over whatever transport the caller uses.</summary>
public static class PeerCallExtensions
{
    /// <summary>Calls every peer, and yields the replies in order of arrival: a slow peer does not delay the others.</summary>
    /// <typeparam name="T">The type of a peer's answer.</typeparam>
    /// <param name="peers">The resolver. Its first verified answer is awaited, for <see cref="PeerCallOptions.FirstAnswerTimeout"/> at most.</param>
    /// <param name="call">Calls one peer; runs on the thread pool. Its token is cancelled on timeout, when the peer leaves, when the enumeration ends, and by the caller's token.</param>
    /// <param name="options">The options of the call; the defaults if null. They are copied: later changes have no effect.</param>
    /// <param name="cancellationToken">Cancels all calls and the enumeration.</param>
    /// <returns>One reply per peer that was known at the start; none if there are no peers, stale or not. Leaving the enumeration early cancels the remaining calls.</returns>
    /// <remarks>A peer that fails never fails the enumeration. A call that ignores its token is abandoned: it delays nothing, and its exception is dropped. If host names show that two addresses are one pod, only one of them is called (<see cref="PeerSnapshot.GetPods"/>).</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="peers"/> or <paramref name="call"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid; the message contains its name, its value and the valid range.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled; the exception carries that token.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer within <see cref="PeerCallOptions.FirstAnswerTimeout"/>; no peer was called.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before a verified answer arrived.</exception>
    public static IAsyncEnumerable<PeerReply<T>> CallEachAsync<T>(
        this IPeerResolver peers,
        Func<Peer, CancellationToken, ValueTask<T>> call,
        PeerCallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(peers);
        ArgumentNullException.ThrowIfNull(call);
        var how = PeerCallOptions.Checked(options);
        return new PeerCallStream<T>(token => EachAsync(peers, call, how, token).GetAsyncEnumerator(CancellationToken.None), cancellationToken);
    }

    /// <summary>Calls every peer, and returns all replies together with the snapshot that was called.</summary>
    /// <typeparam name="T">The type of a peer's answer.</typeparam>
    /// <param name="peers">The resolver. Its first verified answer is awaited, for <see cref="PeerCallOptions.FirstAnswerTimeout"/> at most.</param>
    /// <param name="call">Calls one peer; runs on the thread pool. Its token is cancelled on timeout, when the peer leaves, and by the caller's token.</param>
    /// <param name="options">The options of the call; the defaults if null. They are copied: later changes have no effect.</param>
    /// <param name="cancellationToken">Cancels all calls and the wait.</param>
    /// <returns>One reply per peer that was known at the start, in order of arrival; empty if there are no peers.</returns>
    /// <remarks>A peer that fails never fails the call. A call that ignores its token is abandoned: it delays nothing, and its exception is dropped. If host names show that two addresses are one pod, only one of them is called (<see cref="PeerSnapshot.GetPods"/>).</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="peers"/> or <paramref name="call"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid; the message contains its name, its value and the valid range.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled; the exception carries that token.</exception>
    /// <exception cref="PeerResolutionException">There was no verified answer within <see cref="PeerCallOptions.FirstAnswerTimeout"/>; no peer was called.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed before a verified answer arrived.</exception>
    public static ValueTask<PeerReplies<T>> CallAllAsync<T>(
        this IPeerResolver peers,
        Func<Peer, CancellationToken, ValueTask<T>> call,
        PeerCallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(peers);
        ArgumentNullException.ThrowIfNull(call);
        return AllAsync(peers, call, PeerCallOptions.Checked(options), cancellationToken);
    }

    private static async IAsyncEnumerable<PeerReply<T>> EachAsync<T>(
        IPeerResolver peers,
        Func<Peer, CancellationToken, ValueTask<T>> call,
        PeerCallOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = await FirstAnswer.WithinAsync(peers, options.FirstAnswerTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        var round = new PeerCallRound<T>(peers, asked, call, options, cancellationToken);
        await using (round.ConfigureAwait(false))
        {
            while (await round.NextAsync(cancellationToken).ConfigureAwait(false) is { } reply)
            {
                yield return reply;
            }
        }
    }

    private static async ValueTask<PeerReplies<T>> AllAsync<T>(
        IPeerResolver peers,
        Func<Peer, CancellationToken, ValueTask<T>> call,
        PeerCallOptions options,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = await FirstAnswer.WithinAsync(peers, options.FirstAnswerTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        var replies = ImmutableArray.CreateBuilder<PeerReply<T>>();
        var round = new PeerCallRound<T>(peers, asked, call, options, cancellationToken);
        await using (round.ConfigureAwait(false))
        {
            while (await round.NextAsync(cancellationToken).ConfigureAwait(false) is { } reply)
            {
                replies.Add(reply);
            }
        }

        return new PeerReplies<T>(asked, replies);
    }
}
