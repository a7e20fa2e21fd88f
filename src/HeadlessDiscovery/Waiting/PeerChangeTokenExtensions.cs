using System.Runtime.CompilerServices;
using Microsoft.Extensions.Primitives;

namespace HeadlessDiscovery;

/// <summary>Change tokens over a resolver, for libraries that take one.</summary>
public static class PeerChangeTokenExtensions
{
    private static readonly ConditionalWeakTable<IPeerResolver, Lazy<PeerChangeSignal>> Signals = [];

    /// <summary>A token that fires when the peers differ from those of a snapshot; if they already do, it has already fired.</summary>
    /// <param name="resolver">The resolver.</param>
    /// <param name="seen">The snapshot that you use.</param>
    /// <returns>A token that fires once, on the thread pool, and after a peer was added or removed; never for staleness, holds, self, or a new host name at a known address.</returns>
    /// <remarks>
    /// No change is lost between the snapshot and this call. Changes are coalesced: peers that left and returned may or may not be reported.
    /// All tokens of a resolver share one subscription, which does not keep the resolver alive. After disposal tokens no longer fire.
    /// </remarks>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static IChangeToken GetChangeToken(this IPeerResolver resolver, PeerSnapshot seen)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(seen);

        // Lazy, because the table may create a value twice and drop one of them, which would remain subscribed.
        return Signals.GetValue(resolver, static added => new(() => new PeerChangeSignal(added))).Value.Since(seen);
    }
}
