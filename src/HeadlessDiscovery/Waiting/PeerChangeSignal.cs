using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;

namespace HeadlessDiscovery;

/// <summary>The one subscription behind all change tokens of a resolver: a shared token, swapped whenever the peers move.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing to dispose, and users may still register on its token.")]
internal sealed class PeerChangeSignal
{
    private static readonly CancellationChangeToken Fired = new(new CancellationToken(canceled: true));
    private readonly Lock gate = new();
    private readonly IPeerResolver resolver;
    private CancellationTokenSource moved = new();
    private CancellationChangeToken token;
    private PeerSnapshot current = PeerSnapshot.Unresolved;

    public PeerChangeSignal(IPeerResolver resolver)
    {
        this.resolver = resolver;
        token = new(moved.Token);

        // Subscribed before the first read of Current: a change in between is told to the handler.
        resolver.PeersChanged += (_, told) => MoveTo(told.Change.Current);
        MoveTo(resolver.Current);
    }

    public IChangeToken Since(PeerSnapshot seen)
    {
        var now = MoveTo(resolver.Current);
        return Differ(seen, now.Peers) ? Fired : now.Token;
    }

    private (PeerSnapshot Peers, CancellationChangeToken Token) MoveTo(PeerSnapshot next)
    {
        lock (gate)
        {
            if (next.Version < current.Version)
            {
                return (current, token);
            }

            if (Differ(current, next))
            {
                // On the thread pool: users' callbacks run neither under this lock nor before other handlers.
                _ = FireAsync(moved);
                moved = new();
                token = new(moved.Token);
            }

            current = next;
            return (current, token);
        }
    }

    private async Task FireAsync(CancellationTokenSource fired)
    {
        try
        {
            await fired.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            // Callbacks of users. The other ones have run.
            (resolver as PeerResolver)?.CallbackFailed(exception.InnerExceptions is [var only] ? only : exception);
        }
    }

    private static bool Differ(PeerSnapshot left, PeerSnapshot right) =>
        !left.AsImmutableArray().AsSpan().SequenceEqual(right.AsImmutableArray().AsSpan());
}
