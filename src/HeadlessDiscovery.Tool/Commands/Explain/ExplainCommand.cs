using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Text;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Commands.Explain;

/// <summary><c>explain CODE</c>: the section of a finding, or what the exit codes mean, without a network.</summary>
internal sealed partial class ExplainCommand(Words words) : ToolCommand("explain", words.Explain, words)
{
    private const string ExitCodes = "exit-codes";

    private readonly Argument<string?> code = new("CODE")
    {
        Description = words.CodeArgument,
        Arity = ArgumentArity.ZeroOrOne,

        // Read only where somebody completes: the pages are long, and every start makes all commands.
        CompletionSources = { static _ => DoctorPages.Codes.Append(ExitCodes).Select(static value => new CompletionItem(value)) },
    };

    public override bool HasLevels => false;

    protected override Argument Subject => code;

    public override Task<int> RunAsync(ParseResult arguments, Invocation invocation, CancellationToken cancellationToken)
    {
        var text = arguments.GetValue(code) ?? throw new UsageException(Words.CodeMissing);
        if (string.Equals(text, ExitCodes, StringComparison.OrdinalIgnoreCase))
        {
            Tell(invocation, ExitCodes, string.Join("\n\n", Words.ExitCodesExplained));
            return Task.FromResult(ExitCode.Yes);
        }

        var normal = DoctorPages.Normal(text);
        if (!DoctorPages.Of(Words.Findings).TryGetValue(normal, out var section))
        {
            var near = Spelling.Near(normal, DoctorPages.Codes.Append(ExitCodes));
            throw new UsageException(near.Count > 0 ? $"{Words.NotACode("explain", text)} {Words.DidYouMean(near)}" : Words.NotACode("explain", text));
        }

        Tell(invocation, normal, section);
        return Task.FromResult(ExitCode.Yes);
    }

    private static void Tell(Invocation invocation, string title, string text)
    {
        if (invocation.Format == OutputFormat.Json)
        {
            // The one text in JSON that is in the language that was asked for.
            invocation.Json(JsonLine.Of(json =>
            {
                json.WriteString("code", title);
                json.WriteString("text", text);
            }));
            return;
        }

        invocation.Line(title, new Style(decoration: Decoration.Bold));
        invocation.Line();
        var isCode = false;
        foreach (var line in text.Split('\n'))
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            Write(invocation, line, isCode);
        }
    }

    private static void Write(Invocation invocation, string line, bool isCode)
    {
        if (isCode)
        {
            invocation.Console.Profile.Out.Writer.WriteLine(Terminal.Fit($"    {line}", invocation.Host.Encoding));
        }
        else if (line.Length == 0)
        {
            invocation.Line();
        }
        else
        {
            foreach (var part in Wrapped.Lines(Bare(line), Wrapped.Widest(invocation.Console)))
            {
                invocation.Line(part);
            }
        }
    }

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Links();

    // The signs of Markdown say nothing in a terminal; a link to another code keeps its text.
    private static string Bare(string line)
    {
        var bare = line.Replace("*", string.Empty, StringComparison.Ordinal).Replace("`", string.Empty, StringComparison.Ordinal);
        return Links().Replace(bare, "$1");
    }
}
