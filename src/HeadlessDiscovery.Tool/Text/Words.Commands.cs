namespace HeadlessDiscovery.Tool.Text;

/// <summary>What the help says about each command.</summary>
internal abstract partial class Words
{
    public abstract string Resolve { get; }
    public abstract string OptionResolveCount { get; }
    public abstract IReadOnlyList<Example> ResolveExamples { get; }
    public abstract IReadOnlyList<string> ResolveExits { get; }

    public abstract string Watch { get; }
    public abstract string OptionWatchCount { get; }
    public abstract string OptionWatchFor { get; }
    public abstract string OptionInitialOnly { get; }
    public abstract IReadOnlyList<Example> WatchExamples { get; }
    public abstract IReadOnlyList<string> WatchExits { get; }

    public abstract string Expand { get; }
    public abstract IReadOnlyList<Example> ExpandExamples { get; }

    public abstract string Config { get; }
    public abstract IReadOnlyList<Example> ConfigExamples { get; }
    public abstract IReadOnlyList<string> QuietExits { get; }
}

/// <summary>A line of the examples in a help text.</summary>
internal sealed record Example(string Line, string Says);
