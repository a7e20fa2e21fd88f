using System.Collections.Immutable;

namespace HeadlessDiscovery.Lookup;

/// <summary>How a lookup queries.</summary>
/// <param name="Hedge">Whether a silent first try is helped by a second one; not during a back-off.</param>
/// <param name="HostNames">Whether the SRV records of the service itself are queried, which name its pods.</param>
internal readonly record struct LookupMode(bool Hedge, bool HostNames = false)
{
    /// <summary>The peers so far, sorted: an answer that lacks one of them waits for a server that was queried before.</summary>
    public ImmutableArray<Peer> Known { get => field.IsDefault ? [] : field; init; }

    /// <summary>Whether servers that failed are probed beside it.</summary>
    public bool Probes { get; init; }
}
