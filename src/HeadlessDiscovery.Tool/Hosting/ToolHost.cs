using System.Text;
using HeadlessDiscovery.Tool.Resolving;

namespace HeadlessDiscovery.Tool.Hosting;

/// <summary>Everything outside the tool that a command touches, so that a test can stand in for the process.</summary>
internal sealed class ToolHost : IDisposable
{
    private readonly List<IDisposable> owned = [];

    public required OutputStream Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Standard input, for what is read from a pipe.</summary>
    public Func<Stream> Input { get; init; } = Console.OpenStandardInput;

    /// <summary>Whether standard input is a file or a pipe: nobody types there.</summary>
    public bool IsInputRedirected { get; init; }

    public bool IsOutputRedirected { get; init; }

    /// <summary>What the terminal reads; JSON is UTF-8 whatever it is.</summary>
    public Encoding Encoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Columns of the terminal; read anew for each line, because it can be resized.</summary>
    public Func<int> Width { get; init; } = () => 80;

    /// <summary>Lines of the terminal.</summary>
    public Func<int> Height { get; init; } = () => 24;

    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IResolverSource Resolvers { get; init; } = new ResolverSource();

    public required Interruption Interruption { get; init; }

    public ToolHost Owns(IDisposable thing)
    {
        owned.Add(thing);
        return this;
    }

    public void Dispose()
    {
        foreach (var thing in Enumerable.Reverse(owned))
        {
            thing.Dispose();
        }
    }
}
