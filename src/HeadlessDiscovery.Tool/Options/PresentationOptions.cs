using System.CommandLine;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Options;

/// <summary>The options that say how the result looks, shared by all commands.</summary>
internal sealed class PresentationOptions(Words words)
{
    private readonly Option<string?> output = new("--output", "-o") { Description = words.OptionOutput, HelpName = "table|json|plain" };
    private readonly Option<bool> json = new("--json") { Description = words.OptionJson };
    private readonly Option<string?> color = new("--color") { Description = words.OptionColor, HelpName = "auto|always|never" };
    private readonly Option<string?> language = new("--lang") { Description = words.OptionLanguage, HelpName = "en|ko" };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = words.OptionVerbose };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = words.OptionQuiet };

    /// <summary>In the order of the help, with or without -v and -q.</summary>
    public IEnumerable<Option> Of(bool hasLevels) => [output, json, color, language, .. hasLevels ? (Option[])[verbose, quiet] : []];

    public Presentation Read(OptionReader reader)
    {
        var format = reader.Choice(output, OutputFormat.Table, ("table", OutputFormat.Table), ("json", OutputFormat.Json), ("plain", OutputFormat.Plain));
        if (reader.Flag(json))
        {
            if (reader.Text(output) is not (null or "json"))
            {
                reader.Wrong(words.NotTogether("--json", $"-o {reader.Text(output)}"));
            }

            format = OutputFormat.Json;
        }

        var choice = reader.Choice(color, ColorChoice.Auto, ("auto", ColorChoice.Auto), ("always", ColorChoice.Always), ("never", ColorChoice.Never));
        reader.Choice(language, 0, ("en", 0), ("ko", 0));
        if (reader.Flag(verbose) && reader.Flag(quiet))
        {
            reader.Wrong(words.NotTogether("-v", "-q"));
        }

        return new Presentation(format, choice, reader.Flag(verbose), reader.Flag(quiet));
    }
}

internal enum ColorChoice
{
    Auto,
    Always,
    Never,
}

internal sealed record Presentation(OutputFormat Format, ColorChoice Color, bool Verbose, bool Quiet);
