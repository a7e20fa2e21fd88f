using System.Collections.Immutable;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>All that a frame of the live screen shows.</summary>
internal sealed record DemoView
{
    public required TimeSpan Elapsed { get; init; }

    public required Chapter Chapter { get; init; }

    /// <summary>Pods that are live.</summary>
    public required int Live { get; init; }

    /// <summary>HeadlessDiscovery, "take the last answer", "drop on error".</summary>
    public required ImmutableArray<Standing> Standings { get; init; }

    /// <summary>How far removals are confirmed; empty where none is under way.</summary>
    public string Countdown { get; init; } = string.Empty;

    public ImmutableArray<PodRow> Rows { get; init; } = [];

    /// <summary>Pods that left DNS and serve on.</summary>
    public ImmutableArray<string> Leaving { get; init; } = [];

    /// <summary>What was said and done, the oldest first.</summary>
    public ImmutableArray<string> Story { get; init; } = [];

    public required string NameServer { get; init; }
}

/// <summary>A pod that watches the others, or the client.</summary>
internal sealed record PodRow(string Name, string Address, PeerSnapshot Snapshot, string Sees, string Expires, string LastChange);
