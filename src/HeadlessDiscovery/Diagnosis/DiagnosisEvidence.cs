using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>Evidence in addition to one lookup, for <see cref="PeerDiagnosis"/>. All of it is optional.</summary>
public sealed class DiagnosisEvidence
{
    /// <summary>The expected number of peers, without this process; <see langword="null"/> if unknown.</summary>
    public int? Expected { get; init; }

    /// <summary>Lookups that queried one server each, in the order of the queries; a server may occur several times.</summary>
    public ImmutableArray<LookupExplanation> Samples { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Lookups of the same servers after the TTL of the samples had expired.</summary>
    public ImmutableArray<LookupExplanation> Later { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>A lookup in the address family that was not queried.</summary>
    public LookupExplanation? OtherFamily { get; init; }

    /// <summary>Information that the name servers returned about themselves; <see langword="null"/> if they were not queried for it.</summary>
    public ServerInspection? Inspection { get; init; }

    /// <summary>Lookups of names that are spelled similarly to one that does not exist.</summary>
    public ImmutableArray<LookupExplanation> Similar { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Connection attempts to the peers' ports.</summary>
    public ImmutableArray<PortProbe> Ports { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The endpoints that the Kubernetes API lists; <see langword="null"/> if it was not queried.</summary>
    public ImmutableArray<SliceEndpoint>? Endpoints { get; init; }
}
