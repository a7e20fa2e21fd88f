using HeadlessDiscovery.Walk.Tests.Pages;

namespace HeadlessDiscovery.Walk.Tests.GettingStarted;

/// <summary>One thing that the page lets its reader do, or promises; in the order of the page.</summary>
internal abstract record Step(int Index)
{
    /// <summary>Lines to type, and to wait for.</summary>
    internal sealed record Types(Block Block) : Step(Block.Index);

    /// <summary>Lines to type in a terminal of their own, which go on.</summary>
    internal sealed record Starts(Block Block) : Step(Block.Index);

    /// <summary>A file to write.</summary>
    internal sealed record Writes(Block Block, string Path) : Step(Block.Index);

    /// <summary>A command with what it prints.</summary>
    internal sealed record Shows(Block Block) : Step(Block.Index);

    /// <summary>A command in a sentence.</summary>
    internal sealed record Mentions(int Index, string Command) : Step(Index);

    /// <summary>What the last lines printed.</summary>
    internal sealed record Answers(int Index, string Text) : Step(Index);

    /// <summary>Two pages with one fingerprint.</summary>
    internal sealed record Opens(int Index, string First, string Second) : Step(Index);

    /// <summary>Ctrl+C in the other terminals.</summary>
    internal sealed record Stops(int Index) : Step(Index);

    /// <summary>How the last lines ended.</summary>
    internal sealed record Ends(int Index, int ExitCode) : Step(Index);
}
