using System.Collections.Immutable;
using HeadlessDiscovery.Tool.Options;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>What doctor was asked to find out.</summary>
internal sealed record DoctorRequest(string Service, LookupArguments LookupArguments)
{
    /// <summary>How often each server is asked.</summary>
    public int Samples { get; init; } = 5;

    /// <summary>Whether to ask once more when the TTL is over.</summary>
    public bool Wait { get; init; }

    /// <summary>Whether every candidate is asked, also after one has answered.</summary>
    public bool All { get; init; }

    public ImmutableArray<string> Ignored { get; init; } = [];

    /// <summary>Whether a warning counts as an error.</summary>
    public bool IsStrict { get; init; }

    /// <summary>What the Kubernetes API lists; null where nobody gave it.</summary>
    public ImmutableArray<SliceEndpoint>? Endpoints { get; init; }
}
