using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>What the name servers of one lookup said beyond the lookup itself, for <see cref="DiagnosisEvidence.Inspection"/>.</summary>
public sealed class ServerInspection
{
    /// <summary>Each name server, in the order of the configuration.</summary>
    public ImmutableArray<NameServerFacts> Servers { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The names behind an address that looks virtual; empty where none does, or no server could be read.</summary>
    public ImmutableArray<ReverseName> ReverseNames { get; init => field = value.IsDefault ? [] : value; } = [];
}
