using System.Runtime.CompilerServices;
using Microsoft.Extensions.Primitives;

namespace HeadlessDiscovery;

/// <summary>Change tokens over a resolver, for libraries that take one.</summary>
public static class PeerChangeTokenExtensions
{
    private static readonly ConditionalWeakTable<IPeerResolver, Lazy<PeerChangeSignal>> Signals = [];

    /// <summary>A token that fires when the peers differ from those of a snapshot; it has fired already where they do.</summary>
    /// <param name="resolver">The resolver.</param>
    /// <param name="seen">The snapshot that the token's user works with.</param>
    /// <returns>A token that fires once, on the thread pool, and after a peer was added or removed; never for staleness, holds, self, or a new host name at an address that was there.</returns>
    /// <remarks>
    /// No change is lost between the snapshot and this call. Changes are coalesced: peers that moved and moved back may be told or not.
    /// All tokens of a resolver share one subscription, however many are asked for, and it does not keep the resolver alive. After disposal tokens no longer fire.
    /// </remarks>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static IChangeToken GetChangeToken(this IPeerResolver resolver, PeerSnapshot seen)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(seen);

        // Lazy, because the table may make a value twice and drop one, which would stay subscribed.
        return Signals.GetValue(resolver, static added => new(() => new PeerChangeSignal(added))).Value.Since(seen);
    }
}
