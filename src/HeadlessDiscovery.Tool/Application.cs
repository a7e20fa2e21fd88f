using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;
using HeadlessDiscovery.Tool.Commands;
using HeadlessDiscovery.Tool.Commands.Config;
using HeadlessDiscovery.Tool.Commands.Demo;
using HeadlessDiscovery.Tool.Commands.Doctor;
using HeadlessDiscovery.Tool.Commands.Expand;
using HeadlessDiscovery.Tool.Commands.Explain;
using HeadlessDiscovery.Tool.Commands.Manifest;
using HeadlessDiscovery.Tool.Commands.Play;
using HeadlessDiscovery.Tool.Commands.Resolve;
using HeadlessDiscovery.Tool.Commands.Wait;
using HeadlessDiscovery.Tool.Commands.Watch;
using HeadlessDiscovery.Tool.Hosting;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool;

/// <summary>Arguments in, exit code out: finds the command, runs it, and turns every way to fail into its exit code.</summary>
internal static class Application
{
    public static async Task<int> RunAsync(string[] args, ToolHost host)
    {
        // What follows "--" is another program's: it is never read as ours.
        var end = Array.IndexOf(args, "--");
        var (own, trailing) = end < 0 ? (args, []) : (args[..end], args[(end + 1)..]);
        var words = Language.Choose(own, host.Variable, host.Encoding);
        var exitCode = await RunAsync(own, trailing, host, words).ConfigureAwait(false);
        if (host.Output.Failure is not { } lost)
        {
            return exitCode;
        }

        // Half a result must not look like a whole one.
        WriteError(host, words, words.NotWritten(lost));
        return ExitCode.WrongUsage;
    }

    private static async Task<int> RunAsync(string[] own, string[] trailing, ToolHost host, Words words)
    {
        try
        {
            return await RunCommandAsync(own, trailing, host, words).ConfigureAwait(false);
        }
        catch (UsageException wrong)
        {
            WriteError(host, words, wrong.Message);
            return ExitCode.WrongUsage;
        }
        catch (OperationCanceledException) when (host.Interruption.Token.IsCancellationRequested)
        {
            return host.Interruption.ExitCode;
        }
        catch (Exception bug)
        {
            var message = bug.Message.ReplaceLineEndings(" ");
            host.Error.WriteLine(Terminal.Fit(words.Bug(bug.GetType().Name, message), host.Encoding));
            if (own.Any(arg => arg is "-v" or "--verbose"))
            {
                host.Error.WriteLine(bug.ToString());
            }

            return ExitCode.OurBug;
        }
    }

    /// <summary>The commands in the order of the help.</summary>
    public static RootCommand Build(Words words)
    {
        var root = new RootCommand(words.Tool);

        // System.CommandLine's own help and version speak English only and have no examples.
        root.Options.Clear();
        root.Directives.Clear();
        root.Options.Add(new Option<bool>("--help", "-h", "-?") { Description = words.OptionHelp, Recursive = true });
        root.Options.Add(new Option<bool>("--version") { Description = words.OptionVersion });
        root.Options.Add(new Option<string?>("--lang") { Description = words.OptionLanguage, HelpName = "en|ko" });
        foreach (var command in (ToolCommand[])
        [
            new DemoCommand(words),
            new PlayCommand(words),
            new ResolveCommand(words),
            new WatchCommand(words),
            new DoctorCommand(words),
            new WaitCommand(words),
            new ExpandCommand(words),
            new ConfigCommand(words),
            new ExplainCommand(words),
            new ManifestCommand(words),
        ])
        {
            command.AddSymbols();
            Completion.AddValues(command);
            root.Subcommands.Add(command);
        }

        return root;
    }

    private static async Task<int> RunCommandAsync(string[] own, string[] trailing, ToolHost host, Words words)
    {
        var root = Build(words);
        if (Completion.Of(root, own) is { } completions)
        {
            WriteOutput(host, completions);
            return ExitCode.Yes;
        }

        var arguments = root.Parse(own, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var command = arguments.CommandResult.Command;
        if (arguments.GetValue<bool>("--help"))
        {
            WriteOutput(host, HelpText.Of(command, words));
            return ExitCode.Yes;
        }

        if (arguments.GetValue<bool>("--version"))
        {
            WriteOutput(host, Version + "\n");
            return ExitCode.Yes;
        }

        ThrowIfNotParsed(arguments, words);
        if (command is not ToolCommand tool)
        {
            throw new UsageException($"{words.CommandMissing} {string.Join(", ", root.Subcommands.Select(c => c.Name))}{Environment.NewLine}{words.SeeHelp(HelpText.Program)}");
        }

        if (trailing.Length > 0 && !tool.TakesCommand)
        {
            throw new UsageException(words.NoCommandHere(tool.Name));
        }

        var reader = new OptionReader(arguments, words);
        var presentation = tool.Presentation.Read(reader);
        reader.ThrowIfWrong();
        return await tool.RunAsync(arguments, new Invocation(host, words, presentation, trailing), host.Interruption.Token).ConfigureAwait(false);
    }

    private static string Version => typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private static void ThrowIfNotParsed(ParseResult arguments, Words words)
    {
        var command = arguments.CommandResult.Command;
        var help = words.SeeHelp(command is ToolCommand ? $"{HelpText.Program} {command.Name}" : HelpText.Program);
        if (Unknown(arguments) is { } unknown)
        {
            var near = Spelling.Near(unknown, Known(command, unknown));
            var hint = near.Count > 0 ? $" {words.DidYouMean(near)}" : string.Empty;
            throw new UsageException($"{(command is ToolCommand ? words.UnknownArgument(unknown) : words.UnknownCommand(unknown))}{hint}{Environment.NewLine}{help}");
        }

        if (command is ToolCommand && arguments.Errors.Count > 0)
        {
            var messages = arguments.Errors.Select(error => error.SymbolResult is OptionResult option ? words.ValueMissing(option.Option.Name) : error.Message);
            throw new UsageException($"{string.Join(' ', messages)}{Environment.NewLine}{help}");
        }
    }

    // "--prot 5000 name": System.CommandLine takes "--prot" as the name, and leaves the rest behind as unmatched.
    private static string? Unknown(ParseResult arguments)
    {
        var taken = arguments.CommandResult.Command.Arguments
            .SelectMany(argument => arguments.GetResult(argument)?.Tokens ?? [])
            .Select(token => token.Value)
            .Where(value => value.StartsWith('-'));

        // An unknown command makes its options unknown too; within a command, an unknown option makes its value one too many.
        var left = arguments.CommandResult.Command is ToolCommand
            ? arguments.UnmatchedTokens.OrderBy(token => token.StartsWith('-') ? 0 : 1)
            : arguments.UnmatchedTokens.AsEnumerable();
        return taken.Concat(left).FirstOrDefault();
    }

    private static IEnumerable<string> Known(Command command, string token) => token.StartsWith('-')
        ? command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Append("--help")
        : command.Subcommands.Select(subcommand => subcommand.Name);

    private static void WriteError(ToolHost host, Words words, string message)
    {
        var lines = message.ReplaceLineEndings("\n").Split('\n');
        host.Error.WriteLine(Terminal.Fit(words.Error(lines[0]), host.Encoding));
        foreach (var line in lines.Skip(1))
        {
            host.Error.WriteLine(Terminal.Fit($"  {line}", host.Encoding));
        }
    }

    private static void WriteOutput(ToolHost host, string text)
    {
        host.Output.Write(host.Encoding.WithoutMark().GetBytes(Terminal.Fit(text, host.Encoding)));
        host.Output.Flush();
    }
}
