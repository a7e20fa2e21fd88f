using System.CommandLine;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands;

/// <summary>One command: its options, what its help ends with, and what it does.</summary>
internal abstract class ToolCommand : Command
{
    protected ToolCommand(string name, string description, Words words)
        : base(name, description)
    {
        Words = words;
        Presentation = new PresentationOptions(words);
    }

    public Words Words { get; }

    public PresentationOptions Presentation { get; }

    /// <summary>Three lines that can be copied.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }

    public abstract IReadOnlyList<string> Exits { get; }

    /// <summary>Whether a command may follow after <c>--</c>.</summary>
    public virtual bool TakesCommand => false;

    /// <summary>Whether it takes -v and -q.</summary>
    public virtual bool HasLevels => true;

    /// <summary>Does the work. Cancellation is Ctrl+C or SIGTERM; a command for which that is the normal end handles it.</summary>
    /// <returns>The exit code.</returns>
    public abstract Task<int> RunAsync(ParseResult arguments, Invocation invocation, CancellationToken cancellationToken);

    protected static Argument<string?> ServiceArgument(Words words) => new("NAME")
    {
        Description = words.ServiceArgument,

        // A missing name is told by the command itself, in its own language.
        Arity = ArgumentArity.ZeroOrOne,
    };
}
