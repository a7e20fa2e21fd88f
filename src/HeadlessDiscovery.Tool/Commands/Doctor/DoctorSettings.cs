using System.Collections.Immutable;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>What doctor checks, and how it judges.</summary>
internal sealed record DoctorSettings
{
    /// <summary>How many queries each server gets.</summary>
    public int Samples { get; init; } = 5;

    /// <summary>Whether to query once more when the TTL has expired.</summary>
    public bool Wait { get; init; }

    /// <summary>Whether every candidate is queried, also after one has answered.</summary>
    public bool All { get; init; }

    public ImmutableArray<string> Ignored { get; init; } = [];

    /// <summary>Whether a warning counts as an error.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The file with the EndpointSlices, or "-" for standard input; null where no file was given.</summary>
    public string? EndpointSlices { get; init; }

    /// <summary>What the Kubernetes API lists, as the file says; null before it is read, and where none was given.</summary>
    public ImmutableArray<SliceEndpoint>? Endpoints { get; init; }
}
