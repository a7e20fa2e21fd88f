using System.Collections.Immutable;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>A finished lookup: the outcome, and its story for those who ask.</summary>
internal sealed record LookupReport
{
    public required PeerAnswer Answer { get; init; }

    public required LookupPlan Plan { get; init; }

    public bool ViaCname { get; init; }

    public ImmutableArray<LookupNote> Notes { get => field.IsDefault ? [] : field; init; }

    /// <summary>The SRV targets without trailing dot, where they were asked for; sorted.</summary>
    public ImmutableArray<string> HostNames { get => field.IsDefault ? [] : field; init; }

    /// <summary>The addresses that came with them, each with its host name.</summary>
    public ImmutableArray<Peer> NamedAddresses { get => field.IsDefault ? [] : field; init; }

    /// <summary>From the departure of the first query to the arrival of the last reply; zero where no query was made.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What the questions shared; null where no query was sent.</summary>
    public AskContext? Context { get; init; }

    /// <summary>What made it Unknown, where an exception did.</summary>
    public Exception? Error { get; init; }

    /// <summary>Reads the tries; made only when somebody asks.</summary>
    public ImmutableArray<LookupQuestion> ReadAsked() => Context?.ReadTrace() ?? [];
}
