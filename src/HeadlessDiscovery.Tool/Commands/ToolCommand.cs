using System.CommandLine;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands;

/// <summary>One command: its options, what its help ends with, and what it does.</summary>
internal abstract class ToolCommand(string name, CommandHelp help, Words words) : Command(name, help.Description)
{
    public CommandHelp Help => help;

    public Words Words { get; } = words;

    public PresentationOptions Presentation { get; } = new(words);

    /// <summary>Whether a command may follow after <c>--</c>.</summary>
    public virtual bool TakesCommand => false;

    /// <summary>Whether it takes -v and -q.</summary>
    public virtual bool HasLevels => true;

    /// <summary>What it is about; null where it takes no argument.</summary>
    protected virtual Argument? Subject => null;

    /// <summary>The options that not every command has, in the order of the help.</summary>
    protected virtual IEnumerable<Option> OwnOptions => [];

    /// <summary>Adds its argument and its options. Not done by the constructor, which runs before that of the derived class.</summary>
    public void AddSymbols()
    {
        if (Subject is not null)
        {
            Arguments.Add(Subject);
        }

        foreach (var option in OwnOptions.Concat(Presentation.Of(HasLevels)))
        {
            Options.Add(option);
        }
    }

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
