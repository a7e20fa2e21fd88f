using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>The names that an address leads back to (PTR).</summary>
public sealed record ReverseName
{
    /// <summary>Makes the names of one address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="names">Its names, fully qualified; empty where it has none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public ReverseName(IPAddress address, ImmutableArray<string> names)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = address;
        Names = names;
    }

    /// <summary>The address.</summary>
    public IPAddress Address { get; init; }

    /// <summary>Its names, fully qualified and sorted; empty where it has none.</summary>
    public ImmutableArray<string> Names { get; init => field = value.IsDefault ? [] : value; } = [];
}
