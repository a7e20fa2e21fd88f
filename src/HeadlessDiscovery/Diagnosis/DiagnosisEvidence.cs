using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>What was found out beside one lookup, for <see cref="PeerDiagnosis"/>. Everything may be missing.</summary>
public sealed class DiagnosisEvidence
{
    /// <summary>How many peers, without this process, there should be; <see langword="null"/> where nobody said so.</summary>
    public int? Expected { get; init; }

    /// <summary>Lookups that asked one server each, in the order of asking; a server may be there several times.</summary>
    public ImmutableArray<LookupExplanation> Samples { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The same servers once more, after the TTL of the samples had ended.</summary>
    public ImmutableArray<LookupExplanation> Later { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>A lookup in the address family that was not asked.</summary>
    public LookupExplanation? OtherFamily { get; init; }

    /// <summary>What the name servers said about themselves; <see langword="null"/> where they were not queried.</summary>
    public ServerInspection? Inspection { get; init; }

    /// <summary>Lookups of names that are spelled like one that does not exist.</summary>
    public ImmutableArray<LookupExplanation> Similar { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Connections to the peers' ports.</summary>
    public ImmutableArray<PortProbe> Ports { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What the Kubernetes API lists; <see langword="null"/> where it was not asked.</summary>
    public ImmutableArray<SliceEndpoint>? Endpoints { get; init; }
}
