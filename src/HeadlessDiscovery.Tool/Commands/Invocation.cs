using HeadlessDiscovery.Tool.Hosting;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Resolving;
using HeadlessDiscovery.Tool.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Commands;

/// <summary>One run of a command: where its result goes, and how it looks.</summary>
internal sealed class Invocation(ToolHost host, Words words, Presentation presentation, IReadOnlyList<string> trailing)
{
    private readonly Lazy<IAnsiConsole> console = new(() => Terminal.Open(host, presentation.Color));

    public ToolHost Host => host;

    public Words Words => words;

    public Presentation Presentation => presentation;

    public OutputFormat Format => Presentation.Format;

    /// <summary>What followed after <c>--</c>.</summary>
    public IReadOnlyList<string> Trailing => trailing;

    /// <summary>For people. Never used with -o json.</summary>
    public IAnsiConsole Console => console.Value;

    public void Json(ReadOnlyMemory<byte> line)
    {
        // demo tells from several resolvers at once.
        lock (Host.Output)
        {
            Host.Output.Write(line.Span);
            Host.Output.Flush();
        }
    }

    public void Line(string text = "") => Console.WriteLine(Terminal.Fit(text, Host.Encoding));

    public void Line(string text, Style style) => Console.Write(new Markup(Markup.Escape(Terminal.Fit(text, Host.Encoding)) + "\n", style));

    /// <summary>Says something beside the result, on standard error; not with -q.</summary>
    public void Aside(string text)
    {
        if (!Presentation.Quiet)
        {
            Host.Error.WriteLine(Terminal.Fit(text, Host.Encoding));
        }
    }

    public void Error(string text) => Host.Error.WriteLine(Terminal.Fit(Words.Error(text), Host.Encoding));

    public IResolverSession Open(string service, LookupArguments asking) =>
        Host.Resolvers.Open(asking.NameOf(service), asking.Apply, new StandardErrorLogs(Host.Error, LeastLevel), Host.Time);

    /// <summary>A resolver that differs in what <paramref name="configure"/> sets. It logs nothing: the first one said it all.</summary>
    public IResolverSession Open(string name, LookupArguments asking, Action<HeadlessPeersOptions> configure) =>
        Host.Resolvers.Open(
            name,
            options =>
            {
                asking.Apply(options);
                configure(options);
            },
            NullLoggerFactory.Instance,
            Host.Time);

    private LogLevel LeastLevel => Presentation switch
    {
        { Quiet: true } => LogLevel.Error,
        { Verbose: true } => LogLevel.Debug,
        _ => LogLevel.Warning,
    };
}
