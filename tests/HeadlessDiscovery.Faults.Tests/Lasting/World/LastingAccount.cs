using System.Globalization;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>What was measured of one run.</summary>
internal sealed record LastingAccount
{
    public required string Variant { get; init; }

    public int Seed { get; init; }

    public double Minutes { get; init; }

    /// <summary>Removals of peers whose pods lived.</summary>
    public int WronglyRemoved { get; init; }

    /// <summary>How often the peer was removed that was removed most often.</summary>
    public int MostRemovalsOfOne { get; init; }

    /// <summary>Peers in the list at the end whose pods are gone.</summary>
    public int DeadAtEnd { get; init; }

    /// <summary>Pods that lack in the list at the end.</summary>
    public int MissingAtEnd { get; init; }

    /// <summary>The longest time in seconds that a peer was listed whose pod was gone.</summary>
    public double LongestDead { get; init; }

    /// <summary>Seconds from the end of a pod to its removal from the list, each.</summary>
    public IReadOnlyList<double> Removals { get; init; } = [];

    /// <summary>Seconds from the birth of a pod to its first time in the list, each.</summary>
    public IReadOnlyList<double> Additions { get; init; } = [];

    /// <summary>The part of the time in which the list was stale.</summary>
    public double StaleShare { get; init; }

    public int Queries { get; init; }

    public IReadOnlyDictionary<string, int> QueriesByServer { get; init; } = new Dictionary<string, int>();

    public IReadOnlyDictionary<string, int> QueriesByKind { get; init; } = new Dictionary<string, int>();

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public long Versions { get; init; }

    public int Events { get; init; }

    public int Listed { get; init; }

    /// <summary>The exception that the loop ended with; null where it went on to the end.</summary>
    public string? Broke { get; init; }

    /// <summary>What the case noted.</summary>
    public IReadOnlyDictionary<string, double> Marks { get; init; } = new Dictionary<string, double>();

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Variant} ({Seed}): {(Broke is null ? string.Empty : "BROKE, ")}wrongly removed {WronglyRemoved}, most of one {MostRemovalsOfOne}, dead at most {LongestDead:0.0} s, dead at end {DeadAtEnd}, missing at end {MissingAtEnd}, listed {Listed}, stale {StaleShare:P0}, queries {Queries} ({string.Join(' ', QueriesByServer.Select(pair => $"{pair.Key} {pair.Value}"))}; {string.Join(' ', QueriesByKind.Select(pair => $"{pair.Key} {pair.Value}"))}), events {Events}, versions {Versions}, warnings {Warnings.Count} ({string.Join(' ', Warnings.Select(warning => warning[..warning.IndexOf(':', StringComparison.Ordinal)]).GroupBy(id => id).Select(group => $"{group.Key} x {group.Count()}"))}), marks {string.Join(' ', Marks.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:0.0#}")))}");
}
