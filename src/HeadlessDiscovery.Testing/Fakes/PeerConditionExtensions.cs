using System.Runtime.CompilerServices;

namespace HeadlessDiscovery.Testing;

/// <summary>Waits in tests for what a resolver knows.</summary>
public static class PeerConditionExtensions
{
    /// <summary>Waits until a condition holds. Reads <see cref="IPeerResolver.WatchAsync"/>: no polling, no sleep.</summary>
    /// <param name="resolver">The resolver.</param>
    /// <param name="condition">Asked once for what is known now, and for each later version that this reader sees; a version may be skipped, the last never.</param>
    /// <param name="cancellationToken">Ends the wait. Give one that ends by itself, such as the test's own.</param>
    /// <param name="expression">The text of the condition, for the message; filled in by the compiler.</param>
    /// <returns>The first snapshot seen for which the condition holds.</returns>
    /// <remarks>Times and <see cref="PeerSnapshot.LastReason"/> change without a version, so they alone do not wake the wait.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="resolver"/> or <paramref name="condition"/> is null.</exception>
    /// <exception cref="PeerConditionException">The token was cancelled; it carries that token, and its message lists what was seen.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed first; the message lists what was seen.</exception>
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
