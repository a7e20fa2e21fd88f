using System.Runtime.CompilerServices;

namespace HeadlessDiscovery.Testing;

/// <summary>Waits in tests until a resolver has a given state.</summary>
public static class PeerConditionExtensions
{
    /// <summary>Waits until a condition is true. It reads <see cref="IPeerResolver.WatchAsync"/>, without polling or sleeping.</summary>
    /// <param name="resolver">The resolver.</param>
    /// <param name="condition">Evaluated for the current snapshot, and for each later version that this reader sees; versions may be skipped, but never the last.</param>
    /// <param name="cancellationToken">Cancels the wait. Pass a token that is cancelled eventually, such as that of the test.</param>
    /// <param name="expression">The text of the condition, for the message; filled in by the compiler.</param>
    /// <returns>The first snapshot for which the condition is true.</returns>
    /// <remarks>Times and <see cref="PeerSnapshot.LastReason"/> change without a new version, so a change of them alone does not wake the wait.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="resolver"/> or <paramref name="condition"/> is null.</exception>
    /// <exception cref="PeerConditionException">The token was cancelled; it carries that token, and its message lists what was seen.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed; the message lists what was seen.</exception>
    public static async ValueTask<PeerSnapshot> UntilAsync(
        this IPeerResolver resolver,
        Func<PeerSnapshot, bool> condition,
        CancellationToken cancellationToken,
        [CallerArgumentExpression(nameof(condition))] string? expression = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(condition);
        var history = new SeenHistory(resolver.Name, expression);
        try
        {
            await foreach (var change in resolver.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                history.Add(change);
                if (condition(change.Current))
                {
                    return change.Current;
                }
            }
        }
        catch (OperationCanceledException canceled) when (cancellationToken.IsCancellationRequested)
        {
            throw new PeerConditionException(history.Tell("was cancelled"), canceled, cancellationToken);
        }

        throw new ObjectDisposedException(resolver.GetType().Name, history.Tell("ended, because the resolver was disposed,"));
    }
}
