using System.Text;
using HeadlessDiscovery.Tool.Hosting;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Text;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Output.Table;

/// <summary>A Spectre console over the tool's own output, whose colour follows the arguments and nothing that Spectre guesses.</summary>
internal static class Terminal
{
    // Wide enough that a redirected table is never wrapped.
    private const int RedirectedWidth = 1000;

    public static IAnsiConsole Open(ToolHost host, ColorChoice choice)
    {
        var colored = HasColor(host, choice);
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colored ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = colored && !host.IsOutputRedirected ? InteractionSupport.Yes : InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new TerminalOutput(host),
        });
    }

    // https://no-color.org: any value that is not empty. A word on the command line wins over the environment.
    public static bool HasColor(ToolHost host, ColorChoice choice) => choice switch
    {
        ColorChoice.Always => true,
        ColorChoice.Never => false,
        _ => !host.IsOutputRedirected && string.IsNullOrEmpty(host.Variable("NO_COLOR")) && host.Variable("TERM") is not ("dumb" or null or ""),
    };

    /// <summary>The text with ASCII in place of what the terminal's encoding lacks.</summary>
    public static string Fit(string text, Encoding encoding) => encoding.IsUnicode()
        ? text
        : text.Replace("·", "-", StringComparison.Ordinal).Replace("…", "...", StringComparison.Ordinal);

    private sealed class TerminalOutput : IAnsiConsoleOutput
    {
        private readonly ToolHost host;

        public TerminalOutput(ToolHost host)
        {
            this.host = host;
            Writer = new StreamWriter(host.Output, host.Encoding.WithoutMark(), bufferSize: 1024, leaveOpen: true) { AutoFlush = true, NewLine = "\n" };
        }

        public TextWriter Writer { get; }

        public bool IsTerminal => !host.IsOutputRedirected;

        public int Width => host.IsOutputRedirected ? RedirectedWidth : host.Width();

        public int Height => host.Height();

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
